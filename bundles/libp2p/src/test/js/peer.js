// A js-libp2p peer for the Java tests. One JSON command a line on stdin, one JSON answer a line on stdout.
if (Promise.withResolvers === undefined) {
  Promise.withResolvers = () => {
    const all = {}
    all.promise = new Promise((resolve, reject) => Object.assign(all, { resolve, reject }))
    return all
  }
}
const { createLibp2p } = await import('libp2p')
const { tcp } = await import('@libp2p/tcp')
if (globalThis.WebSocket === undefined) {
  globalThis.WebSocket = (await import('ws')).WebSocket
}
const { webSockets } = await import('@libp2p/websockets')
const { noise } = await import('@libp2p/noise')
const { tls } = await import('@libp2p/tls')
const { yamux } = await import('@libp2p/yamux')
const { identify, identifyPush } = await import('@libp2p/identify')
const { ping } = await import('@libp2p/ping')
const { multiaddr } = await import('@multiformats/multiaddr')
const { peerIdFromString } = await import('@libp2p/peer-id')
const { createHash } = await import('node:crypto')
const { createInterface } = await import('node:readline')

const ECHO = '/test/echo/1.0.0'
const SINK = '/test/sink/1.0.0'
const STALL = '/test/stall/1.0.0'
const DISCARD = '/test/discard/1.0.0'
const security = process.argv[2]
const web = process.argv[3] === 'ws'

const node = await createLibp2p({
  addresses: { listen: ['/ip4/127.0.0.1/tcp/0' + (web ? '/ws' : '')] },
  transports: [web ? webSockets() : tcp()],
  connectionEncrypters: security === 'both' ? [noise(), tls()] : [security === 'tls' ? tls() : noise()],
  streamMuxers: [yamux()],
  connectionManager: { inboundConnectionThreshold: 10000, maxIncomingPendingConnections: 1000 },
  connectionMonitor: { enabled: false },
  services: { identify: identify(), push: identifyPush(), ping: ping() }
})

const limits = { maxInboundStreams: 1000, maxOutboundStreams: 1000, runOnLimitedConnection: true }
const bytes = chunk => chunk.subarray()

async function send (stream, chunk) {
  if (!stream.send(chunk)) {
    await stream.onDrain()
  }
}

// Sends back what comes; half-closes when the other side has.
await node.handle(ECHO, async stream => {
  try {
    for await (const chunk of stream) {
      await send(stream, bytes(chunk))
    }
    await stream.close()
  } catch (err) {
    stream.abort(err)
  }
}, limits)

// Reads nothing until told to: for stalls.
const stalled = []
let onStall = () => {}
await node.handle(STALL, async stream => {
  stream.pause()
  stalled.push(stream)
  onStall()
}, limits)

// Answers the digest of all that came.
await node.handle(SINK, async stream => {
  const hash = createHash('sha256')
  for await (const chunk of stream) {
    hash.update(bytes(chunk))
  }
  await send(stream, Buffer.from(hash.digest('hex')))
  await stream.close()
}, limits)

// Counts what comes and answers the count: for measuring.
await node.handle(DISCARD, async stream => {
  let size = 0
  for await (const chunk of stream) {
    size += chunk.byteLength
  }
  await send(stream, Buffer.from(String(size)))
  await stream.close()
}, limits)

function piece (index) {
  const out = Buffer.alloc(65536)
  for (let i = 0; i < out.length; i += 4) {
    out.writeUInt32BE((index * 16384 + i / 4) >>> 0, i)
  }
  return out
}

async function all (stream) {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of stream) {
    hash.update(bytes(chunk))
    size += chunk.byteLength
  }
  return { size, digest: hash.digest('hex') }
}

const connectionTo = peer => node.getConnections().find(one => one.remotePeer.toString() === peer)

const commands = {
  async dial ({ address }) {
    const connection = await node.dial(multiaddr(address))
    return { peer: connection.remotePeer.toString(), encryption: connection.encryption, multiplexer: connection.multiplexer }
  },
  async ping ({ peer }) {
    return { millis: await node.services.ping.ping(peerIdFromString(peer)) }
  },
  async identify ({ peer }) {
    const result = await node.services.identify.identify(connectionTo(peer))
    return {
      agent: result.agentVersion,
      protocols: result.protocols,
      addresses: result.listenAddrs.map(String),
      signed: result.signedPeerRecord?.addresses?.map(String) ?? [],
      observed: String(result.observedAddr)
    }
  },
  async known ({ peer }) {
    const found = await node.peerStore.get(peerIdFromString(peer))
    return { protocols: found.protocols }
  },
  async echo ({ peer, pieces }) {
    const stream = await connectionTo(peer).newStream(ECHO)
    const back = all(stream)
    const hash = createHash('sha256')
    for (let i = 0; i < pieces; i++) {
      const out = piece(i)
      hash.update(out)
      await send(stream, out)
    }
    await stream.close()
    return { sent: hash.digest('hex'), ...await back }
  },
  async many ({ peer, count }) {
    const one = async number => {
      const stream = await connectionTo(peer).newStream(ECHO)
      const back = all(stream)
      await send(stream, piece(number))
      await stream.close()
      const { size } = await back
      return size === 65536
    }
    const results = await Promise.all(Array.from({ length: count }, (ignored, i) => one(i)))
    return { good: results.filter(Boolean).length }
  },
  async reset ({ peer }) {
    const stream = await connectionTo(peer).newStream(ECHO)
    await send(stream, piece(0))
    stream.abort(new Error('for a test'))
    return {}
  },
  async unknown ({ peer }) {
    try {
      await connectionTo(peer).newStream('/test/nobody/1.0.0')
      return { refused: false }
    } catch (err) {
      return { refused: true, name: err.name }
    }
  },
  // Answers once a stream reads nothing: till then js-libp2p buffers what comes, and resets a stream over 4 MiB.
  async stalled () {
    if (stalled.length === 0) {
      await new Promise(resolve => { onStall = resolve })
    }
    return {}
  },
  async release () {
    const stream = stalled.shift()
    const done = all(stream)
    stream.resume()
    const result = await done
    await stream.close()
    return result
  },
  async setups ({ address, count }) {
    const took = []
    for (let i = 0; i < count; i++) {
      const start = performance.now()
      const connection = await node.dial(multiaddr(address))
      took.push(performance.now() - start)
      await connection.close()
    }
    took.sort((a, b) => a - b)
    return { p50: took[count >> 1], p95: took[Math.floor(count * 0.95)] }
  },
  async discard ({ peer, pieces }) {
    const stream = await connectionTo(peer).newStream(DISCARD)
    const back = all(stream)
    const out = piece(0)
    const start = performance.now()
    for (let i = 0; i < pieces; i++) {
      await send(stream, out)
    }
    await stream.close()
    await back
    return { millis: performance.now() - start }
  },
  async connections () {
    return { count: node.getConnections().length }
  },
  async hangUp ({ peer }) {
    await node.hangUp(peerIdFromString(peer))
    return {}
  }
}

const say = object => process.stdout.write(JSON.stringify(object) + '\n')
process.on('unhandledRejection', err => process.stderr.write(`unhandled: ${err?.stack}\n`))
say({ ready: true, peer: node.peerId.toString(), address: String(node.getMultiaddrs()[0]) })
const lines = createInterface({ input: process.stdin })
lines.on('line', async line => {
  const { command, ...parameters } = JSON.parse(line)
  try {
    say(await commands[command](parameters))
  } catch (err) {
    say({ error: `${err.name}: ${err.message}` })
  }
})
lines.on('close', () => process.exit(0))
