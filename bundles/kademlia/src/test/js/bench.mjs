// js-libp2p nodes with kad-dht in one process: node bench.mjs GRAPH RUNS BYTES. GRAPH: lines "dialler dialled".
Promise.withResolvers ??= function () {
  let resolve, reject
  const promise = new Promise((yes, no) => { resolve = yes; reject = no })
  return { promise, resolve, reject }
}
const { readFileSync } = await import('node:fs')
const { createLibp2p } = await import('libp2p')
const { tcp } = await import('@libp2p/tcp')
const { noise } = await import('@libp2p/noise')
const { yamux } = await import('@libp2p/yamux')
const { identify } = await import('@libp2p/identify')
const { ping } = await import('@libp2p/ping')
const { kadDHT, passthroughMapper } = await import('@libp2p/kad-dht')

const [graph, runs, size] = process.argv.slice(2)
const links = readFileSync(graph, 'utf8').split('\n').filter(Boolean).map(line => line.split(' ').map(Number))
const count = Math.max(...links.flat()) + 1
const sleep = millis => new Promise(resolve => setTimeout(resolve, millis))
const bytes = text => new TextEncoder().encode(text)
const value = bytes('1 '.padEnd(Number(size) - 5, '.') + ' good')
const limit = () => ({ signal: AbortSignal.timeout(20_000) })
const nodes = []
let seed = 1
const random = below => {
  seed = (seed * 48271) % 2147483647
  return seed % below
}

for (let i = 0; i < count; i++) {
  nodes.push(await createLibp2p({
    addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
    transports: [tcp()],
    connectionEncrypters: [noise()],
    streamMuxers: [yamux()],
    connectionManager: { inboundConnectionThreshold: 10000, maxIncomingPendingConnections: 1000, maxConnections: 1000 },
    connectionMonitor: { enabled: false },
    services: {
      identify: identify(),
      ping: ping(),
      dht: kadDHT({
        protocol: '/ggen/kad/1.0.0',
        clientMode: false,
        peerInfoMapper: passthroughMapper,
        allowQueryWithZeroPeers: true,
        validators: { n: async () => {} },
        selectors: { n: () => 0 }
      })
    }
  }))
}
for (const [from, to] of links) {
  await nodes[from].dial(nodes[to].getMultiaddrs())
}
await sleep(5000)
// everybody looks for itself, as Java's nodes do when they join
for (const node of nodes) {
  for await (const event of node.services.dht.getClosestPeers(node.peerId.toMultihash().bytes, limit())) {
    void event
  }
}
await sleep(5000)
const before = process.cpuUsage()
const started = performance.now()
const put = []
const held = []
let least = Infinity
for (let i = 0; i < Number(runs); i++) {
  const holders = new Set()
  const owner = nodes[random(count)]
  const start = performance.now()
  for await (const event of owner.services.dht.put(bytes(`/n/js ${i}`), value, limit())) {
    if (event.name === 'PEER_RESPONSE' && event.messageName === 'PUT_VALUE') {
      holders.add(event.from.toString())
    }
  }
  put.push(performance.now() - start)
  least = Math.min(least, holders.size)
  holders.add(owner.peerId.toString())
  held.push(holders)
}
const first = []
let hits = 0
for (let i = 0; i < Number(runs); i++) {
  let reader = nodes[random(count)]
  while (held[i].has(reader.peerId.toString())) {
    reader = nodes[random(count)]
  }
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), 20_000)
  const start = performance.now()
  let took
  try {
    for await (const event of reader.services.dht.get(bytes(`/n/js ${i}`), { signal: stop.signal })) {
      if (event.name === 'VALUE' && took == null) {
        took = performance.now() - start
        hits++
        stop.abort()
      }
    }
  } catch (err) {
    if (took == null) {
      console.error(err.message)
    }
  }
  clearTimeout(timer)
  first.push(took ?? performance.now() - start)
}
const { user, system } = process.cpuUsage(before)
const at = (all, share) => all.sort((a, b) => a - b)[Math.max(0, Math.ceil(share * all.length) - 1)].toFixed(0)
console.log(`js: put p50 ${at(put, 0.5)}, p99 ${at(put, 0.99)} ms, holders at least ${least}`)
console.log(`js: first value ${hits} of ${runs}, p50 ${at(first, 0.5)}, p99 ${at(first, 0.99)} ms`)
console.log(`js: ${((user + system) / 1e6).toFixed(1)} s of CPU in ${((performance.now() - started) / 1e3).toFixed(1)} s`)
process.exit(0)
