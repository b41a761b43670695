// Writes RPCs as js-libp2p sends them, one a line: node write.mjs > ../resources/vectors/js-rpcs.txt
import { PublishConfigType, RPC, buildRawMessage, generateKeyPairFromSeed, peerIdFromPublicKey, publicKeyToProtobuf } from './libp2p.mjs'

const hex = (bytes) => Buffer.from(bytes).toString('hex')
const id = (n) => new Uint8Array(32).fill(n)
const control = (more) => ({ ihave: [], iwant: [], graft: [], prune: [], idontwant: [], ...more })
const rpc = (more) => hex(RPC.encode({ subscriptions: [], messages: [], ...more }))
const line = (...words) => process.stdout.write(words.join(' ') + '\n')

const key = await generateKeyPairFromSeed('Ed25519', new Uint8Array(32).fill(3))
const author = peerIdFromPublicKey(key.publicKey)
const config = { type: PublishConfigType.Signing, author, privateKey: key, key: publicKeyToProtobuf(key.publicKey) }
const topic = '/ggen/packages/v1'

line('subscribe', rpc({ subscriptions: [{ subscribe: true, topic }, { subscribe: false, topic: 'ö' }] }))
line('have', rpc({ control: control({ ihave: [{ topicID: topic, messageIDs: [id(1), id(2)] }] }) }))
line('want', rpc({ control: control({ iwant: [{ messageIDs: [id(1), id(2)] }] }) }))
line('graft', rpc({ control: control({ graft: [{ topicID: topic }] }) }))
line('prune', rpc({ control: control({ prune: [{ topicID: topic, peers: [{ peerID: author.toMultihash().bytes }], backoff: 60 }] }) }))
line('unwanted', rpc({ control: control({ idontwant: [{ messageIDs: [id(1), id(2)] }] }) }))
for (const [kind, data] of [['message', 'hello'], ['message', ''], ['message', 'x'.repeat(1000)]]) {
  const { raw } = await buildRawMessage(config, topic, Buffer.from(data), Buffer.from(data))
  line(kind, rpc({ messages: [raw] }), author.toString(), hex(Buffer.from(data)) || '-')
}
const { raw } = await buildRawMessage(config, topic, Buffer.from('hello'), Buffer.from('hello'))
line('forged', rpc({ messages: [{ ...raw, data: Buffer.from('hullo') }] }))
line('forged', rpc({ messages: [{ ...raw, signature: new Uint8Array(64) }] }))
