// js-libp2p on Node 20, which lacks Promise.withResolvers.
Promise.withResolvers ??= function () {
  let resolve, reject
  const promise = new Promise((yes, no) => { resolve = yes; reject = no })
  return { promise, resolve, reject }
}

const { generateKeyPairFromSeed } = await import('@libp2p/crypto/keys')
const { RecordEnvelope } = await import('@libp2p/peer-record')
const { peerIdFromPublicKey } = await import('@libp2p/peer-id')

export { RecordEnvelope, generateKeyPairFromSeed, peerIdFromPublicKey }
