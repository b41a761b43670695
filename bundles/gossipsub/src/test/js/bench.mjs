// 100 js-libp2p peers in one process that gossip: node bench.mjs GRAPH MESSAGES BYTES. GRAPH: lines "dialler dialled".
import './libp2p.mjs'

const { createHash, randomBytes } = await import('node:crypto')
const { readFileSync } = await import('node:fs')
const { createLibp2p } = await import('libp2p')
const { tcp } = await import('@libp2p/tcp')
const { noise } = await import('@libp2p/noise')
const { yamux } = await import('@libp2p/yamux')
const { identify } = await import('@libp2p/identify')
const { gossipsub } = await import('@libp2p/gossipsub')

const TOPIC = '/ggen/packages/v1'
const [graph, messages, bytes] = process.argv.slice(2)
const links = readFileSync(graph, 'utf8').split('\n').filter(Boolean).map(line => line.split(' ').map(Number))
const count = Math.max(...links.flat()) + 1
const sleep = millis => new Promise(resolve => setTimeout(resolve, millis))
const nodes = []
let arrivals = new Map()

for (let i = 0; i < count; i++) {
  const node = await createLibp2p({
    addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
    transports: [tcp()],
    connectionEncrypters: [noise()],
    streamMuxers: [yamux()],
    connectionManager: { inboundConnectionThreshold: 10000, maxIncomingPendingConnections: 1000 },
    connectionMonitor: { enabled: false },
    services: {
      identify: identify(),
      pubsub: gossipsub({
        allowPublishToZeroTopicPeers: true,
        msgIdFn: message => createHash('sha256').update(message.data).digest(),
        scoreParams: { IPColocationFactorWeight: 0 }
      })
    }
  })
  node.services.pubsub.addEventListener('message', () => arrivals.set(i, performance.now()))
  node.services.pubsub.subscribe(TOPIC)
  nodes.push(node)
}
for (const [from, to] of links) {
  await nodes[from].dial(nodes[to].getMultiaddrs())
}
await sleep(5000)
const before = process.cpuUsage()
const took = []
let missing = 0
for (let i = 0; i < Number(messages); i++) {
  arrivals = new Map()
  const start = performance.now()
  await nodes[(i * 37) % count].services.pubsub.publish(TOPIC, randomBytes(Number(bytes)))
  await sleep(1000)
  missing += count - 1 - arrivals.size
  took.push(Math.max(...arrivals.values()) - start)
}
const { user, system } = process.cpuUsage(before)
took.sort((a, b) => a - b)
const at = share => took[Math.max(0, Math.ceil(share * took.length) - 1)].toFixed(0)
console.log(`js: all have it after p50 ${at(0.5)} ms, p99 ${at(0.99)} ms; missing ${missing}; ${((user + system) / 1e6).toFixed(1)} s of CPU`)
process.exit(0)
