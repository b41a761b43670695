// A js-libp2p peer that gossips: node peer.mjs VERSION. One command a line on stdin, what happens a line on stdout.
import './libp2p.mjs'

const { createHash } = await import('node:crypto')
const { createInterface } = await import('node:readline')
const { createLibp2p } = await import('libp2p')
const { tcp } = await import('@libp2p/tcp')
const { noise } = await import('@libp2p/noise')
const { yamux } = await import('@libp2p/yamux')
const { identify } = await import('@libp2p/identify')
const { gossipsub } = await import('@libp2p/gossipsub')
const { multiaddr } = await import('@multiformats/multiaddr')

const TOPIC = '/ggen/packages/v1'
const protocol = process.argv[2]
const say = (...words) => process.stdout.write(words.join(' ') + '\n')

const node = await createLibp2p({
  addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
  transports: [tcp()],
  connectionEncrypters: [noise()],
  streamMuxers: [yamux()],
  connectionManager: { inboundConnectionThreshold: 10000, maxIncomingPendingConnections: 1000 },
  connectionMonitor: { enabled: false },
  services: {
    identify: identify(),
    pubsub: components => {
      const service = gossipsub({
        allowPublishToZeroTopicPeers: true,
        msgIdFn: message => createHash('sha256').update(message.data).digest(),
        scoreParams: { IPColocationFactorWeight: 0 }
      })(components)
      service.protocols = [protocol]
      return service
    }
  }
})
const pubsub = node.services.pubsub
pubsub.addEventListener('message', ({ detail }) => {
  say('message', detail.from, Buffer.from(detail.data).toString('hex'))
})
pubsub.subscribe(TOPIC)

const commands = {
  async dial (address) {
    await node.dial(multiaddr(address))
    say('dialled')
  },
  async publish (hex) {
    const { recipients } = await pubsub.publish(TOPIC, Buffer.from(hex, 'hex'))
    say('published', recipients.length)
  },
  async mesh () {
    say('mesh', ...pubsub.getMeshPeers(TOPIC))
  },
  async score (peer) {
    say('score', pubsub.score.score(peer))
  }
}

say('ready', node.peerId.toString(), String(node.getMultiaddrs()[0]))
process.on('unhandledRejection', err => process.stderr.write(`unhandled: ${err?.stack}\n`))
const lines = createInterface({ input: process.stdin })
lines.on('line', async line => {
  const [command, ...words] = line.split(' ')
  try {
    await commands[command](...words)
  } catch (err) {
    say('failed', command, `${err.name}: ${err.message}`)
  }
})
lines.on('close', () => process.exit(0))
