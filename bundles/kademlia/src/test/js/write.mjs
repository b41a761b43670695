// Writes messages as js-libp2p encodes them: node write.mjs > ../resources/vectors/js-messages.tsv
import { pathToFileURL } from 'node:url'
import { createHash } from 'node:crypto'
import { ConnectionType, Libp2pRecord, Message, MessageType, multiaddr, summary, toHex } from './libp2p.mjs'

const utf8 = (text) => new TextEncoder().encode(text)
const sha256 = (text) => Uint8Array.from(createHash('sha256').update(text).digest())
const multihash = (text) => Uint8Array.from([0x12, 0x20, ...sha256(text)])
const address = (text) => multiaddr(text).bytes

const peers = [
  { id: multihash('one'), multiaddrs: [address('/ip4/1.2.3.4/tcp/4001'), address('/ip6/2001:db8::1/tcp/4001')] },
  { id: multihash('two'), multiaddrs: [], connection: ConnectionType.CONNECTED },
  { id: Uint8Array.from([0, 0x24, 8, 1, 0x12, 0x20, ...sha256('key')]), multiaddrs: [address('/dns4/example.org/tcp/443/wss')], connection: ConnectionType.CANNOT_CONNECT },
  { id: multihash('three'), multiaddrs: [address('/ip4/1.2.3.4/udp/4001/quic-v1')], connection: ConnectionType.NOT_CONNECTED }
]
const key = utf8('/ggen/publisher/name')
const record = (value, millis) => new Libp2pRecord(key, utf8(value), new Date(Date.UTC(2026, 10, 22, 10, 0, 0, millis))).serialize()

export async function vectors () {
  const messages = {
    'find node': { type: MessageType.FIND_NODE, key: multihash('wanted') },
    'find node, answered': { type: MessageType.FIND_NODE, key: multihash('wanted'), closer: peers },
    'find node, cluster level': { type: MessageType.FIND_NODE, key: multihash('wanted'), clusterLevel: 7, closer: peers.slice(0, 1) },
    'get value': { type: MessageType.GET_VALUE, key },
    'get value, answered': { type: MessageType.GET_VALUE, key, record: record('value', 0), closer: peers.slice(0, 2) },
    'get value, not there': { type: MessageType.GET_VALUE, key, closer: [] },
    'put value': { type: MessageType.PUT_VALUE, key, record: record('value', 123) },
    'get providers': { type: MessageType.GET_PROVIDERS, key: multihash('content') },
    'get providers, answered': { type: MessageType.GET_PROVIDERS, key: multihash('content'), closer: peers.slice(1), providers: peers.slice(0, 1) },
    'add provider': { type: MessageType.ADD_PROVIDER, key: multihash('content'), providers: peers.slice(0, 1) },
    ping: { type: MessageType.PING },
    'large value': { type: MessageType.PUT_VALUE, key, record: record('x'.repeat(16384), 999) }
  }
  let lines = ''
  for (const [name, message] of Object.entries(messages)) {
    const bytes = Message.encode(message)
    lines += [name, toHex(bytes), await summary(Message.decode(bytes))].join('\t') + '\n'
  }
  return lines
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.write(await vectors())
}
