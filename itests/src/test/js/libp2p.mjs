// js-libp2p on Node 20, which lacks Promise.withResolvers, and what our peers are made of.
Promise.withResolvers ??= function () {
  let resolve, reject
  const promise = new Promise((yes, no) => { resolve = yes; reject = no })
  return { promise, resolve, reject }
}
const { createHash } = await import('node:crypto')
const { createLibp2p } = await import('libp2p')
const { tcp } = await import('@libp2p/tcp')
const { noise } = await import('@libp2p/noise')
const { yamux } = await import('@libp2p/yamux')
const { identify, identifyPush } = await import('@libp2p/identify')
const { ping } = await import('@libp2p/ping')
const { kadDHT, passthroughMapper } = await import('@libp2p/kad-dht')
const { gossipsub } = await import('@libp2p/gossipsub')
const { multiaddr } = await import('@multiformats/multiaddr')
const { CID } = await import('multiformats/cid')
const { decode: digest } = await import('multiformats/hashes/digest')
const { generateKeyPairFromSeed } = await import('@libp2p/crypto/keys')
const { RecordEnvelope } = await import('@libp2p/peer-record')
const { peerIdFromPublicKey } = await import('@libp2p/peer-id')

/** A peer at a port of its own; `values` are the rules of the records that it holds. */
export async function createPeer (values) {
  return await createLibp2p({
    addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
    transports: [tcp()],
    connectionEncrypters: [noise()],
    streamMuxers: [yamux()],
    connectionManager: { inboundConnectionThreshold: 10000, maxIncomingPendingConnections: 1000 },
    connectionMonitor: { enabled: false },
    services: {
      identify: identify(),
      push: identifyPush(),
      ping: ping(),
      dht: kadDHT({
        protocol: '/ggen/kad/1.0.0',
        clientMode: false,
        peerInfoMapper: passthroughMapper,
        allowQueryWithZeroPeers: true,
        validators: { ggen: values.check },
        selectors: { ggen: values.select }
      }),
      pubsub: gossipsub({
        allowPublishToZeroTopicPeers: true,
        msgIdFn: message => createHash('sha256').update(message.data).digest(),
        scoreParams: { IPColocationFactorWeight: 0 }
      })
    }
  })
}

export { CID, RecordEnvelope, digest, generateKeyPairFromSeed, multiaddr, peerIdFromPublicKey }
