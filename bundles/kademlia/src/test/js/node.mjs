// A js-libp2p node with kad-dht: one command a line on stdin, one answer a line on stdout. `node node.mjs [lenient]`
Promise.withResolvers ??= function () {
  let resolve, reject
  const promise = new Promise((yes, no) => { resolve = yes; reject = no })
  return { promise, resolve, reject }
}
const { createLibp2p } = await import('libp2p')
const { tcp } = await import('@libp2p/tcp')
const { noise } = await import('@libp2p/noise')
const { yamux } = await import('@libp2p/yamux')
const { identify } = await import('@libp2p/identify')
const { ping } = await import('@libp2p/ping')
const { kadDHT, passthroughMapper } = await import('@libp2p/kad-dht')
const { multiaddr } = await import('@multiformats/multiaddr')
const { CID } = await import('multiformats/cid')
const { decode: digest } = await import('multiformats/hashes/digest')
const { createInterface } = await import('node:readline')

const lenient = process.argv[2] === 'lenient'
const text = (bytes) => new TextDecoder().decode(bytes)
const number = (bytes) => Number.parseInt(text(bytes))

const node = await createLibp2p({
  addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
  transports: [tcp()],
  connectionEncrypters: [noise()],
  streamMuxers: [yamux()],
  connectionManager: { inboundConnectionThreshold: 10000, maxIncomingPendingConnections: 1000 },
  connectionMonitor: { enabled: false },
  services: {
    identify: identify(),
    ping: ping(),
    dht: kadDHT({
      protocol: '/ggen/kad/1.0.0',
      clientMode: false,
      peerInfoMapper: passthroughMapper,
      allowQueryWithZeroPeers: true,
      validators: {
        n: async (key, value) => {
          if (!lenient && !text(value).endsWith(' good')) {
            throw new Error('not good')
          }
        }
      },
      selectors: {
        n: (key, values) => values.reduce((best, value, i) => number(value) > number(values[best]) ? i : best, 0)
      }
    })
  }
})
const dht = node.services.dht
const bytes = (hex) => Uint8Array.from(Buffer.from(hex, 'hex'))
const hex = (from) => Buffer.from(from).toString('hex')
const limit = () => ({ signal: AbortSignal.timeout(10_000) })

const commands = {
  async dial (address) {
    await node.dial(multiaddr(address))
    return ''
  },
  async peers () {
    return String(dht.routingTable.size)
  },
  async put (key, value) {
    let holders = 0
    for await (const event of dht.put(bytes(key), bytes(value), limit())) {
      holders += event.name === 'PEER_RESPONSE' && event.messageName === 'PUT_VALUE' ? 1 : 0
    }
    return String(holders)
  },
  async get (key) {
    let best
    for await (const event of dht.get(bytes(key), limit())) {
      best = event.name === 'VALUE' ? event.value : best
    }
    return best == null ? 'none' : hex(best)
  },
  async provide (content) {
    for await (const event of dht.provide(CID.createV0(digest(bytes(content))), limit())) {
      void event
    }
    return ''
  },
  async providers (content) {
    const found = new Set()
    for await (const event of dht.findProviders(CID.createV0(digest(bytes(content))), limit())) {
      if (event.name === 'PROVIDER') {
        event.providers.forEach(one => found.add(`${one.id}@${one.multiaddrs.join(',')}`))
      }
    }
    return [...found].join(' ')
  },
  async closest (key) {
    const found = new Set()
    for await (const event of dht.getClosestPeers(bytes(key), limit())) {
      if (event.name === 'FINAL_PEER') {
        found.add(event.peer.id.toString())
      }
    }
    return [...found].join(' ')
  }
}

console.log(`ready ${node.peerId} ${node.getMultiaddrs()[0]}`)
for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...parameters] = line.split(' ')
  try {
    console.log(`ok ${await commands[name](...parameters)}`)
  } catch (err) {
    console.log(`error ${String(err.message).replaceAll('\n', ' ')}`)
  }
}
process.exit(0)
