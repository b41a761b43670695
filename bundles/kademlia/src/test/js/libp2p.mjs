// The messages of js-libp2p's kad-dht, which it does not export; on Node 20, which lacks Promise.withResolvers.
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

Promise.withResolvers ??= function () {
  let resolve, reject
  const promise = new Promise((yes, no) => { resolve = yes; reject = no })
  return { promise, resolve, reject }
}

const inside = (name) => pathToFileURL(join(fileURLToPath(new URL('.', import.meta.url)), 'node_modules', '@libp2p', 'kad-dht', 'dist', 'src', name)).href

const { Message, MessageType, ConnectionType } = await import(inside('message/dht.js'))
const { convertBuffer } = await import(inside('utils.js'))
const { Libp2pRecord } = await import('@libp2p/record')
const { multiaddr } = await import('@multiformats/multiaddr')
const { peerIdFromMultihash } = await import('@libp2p/peer-id')
const { decode: digest } = await import('multiformats/hashes/digest')

const toHex = (bytes) => Buffer.from(bytes).toString('hex')

/** One line that says all there is in a message; Summary.java writes the same one. */
export async function summary (message) {
  const parts = [message.type, `key=${toHex(message.key ?? [])}`, `at=${toHex(await convertBuffer(message.key ?? new Uint8Array()))}`]
  if (message.record != null) {
    const record = Libp2pRecord.deserialize(message.record)
    const time = Number.isNaN(record.timeReceived.valueOf()) ? '' : record.timeReceived.toISOString()
    parts.push(`record=${toHex(record.key)}/${toHex(record.value)}/${time}`)
  }
  for (const [name, peers] of [['closer', message.closer], ['provider', message.providers]]) {
    for (const peer of peers) {
      parts.push(`${name}=${peerIdFromMultihash(digest(peer.id))}@${peer.multiaddrs.map(one => multiaddr(one).toString()).join(',')}`)
    }
  }
  return parts.join(' ')
}

export { ConnectionType, Libp2pRecord, Message, MessageType, multiaddr, toHex }
