// js-libp2p on Node 20, which lacks Promise.withResolvers.
Promise.withResolvers ??= function () {
  let resolve, reject
  const promise = new Promise((yes, no) => { resolve = yes; reject = no })
  return { promise, resolve, reject }
}

// Parts of gossipsub that it does not export, by path.
const inside = (path) => import(new URL(`./node_modules/@libp2p/gossipsub/dist/src/${path}`, import.meta.url))
const { generateKeyPairFromSeed, publicKeyToProtobuf } = await import('@libp2p/crypto/keys')
const { peerIdFromPublicKey } = await import('@libp2p/peer-id')
const { RPC } = await inside('message/rpc.js')
const { buildRawMessage, validateToRawMessage } = await inside('utils/buildRawMessage.js')
const { PublishConfigType } = await inside('types.js')

export { PublishConfigType, RPC, buildRawMessage, generateKeyPairFromSeed, peerIdFromPublicKey, publicKeyToProtobuf, validateToRawMessage }
