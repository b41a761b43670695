// js-libp2p peers: node peer.mjs KIND... (see serving.mjs). One JSON command a line on stdin, one JSON answer a line on stdout.
import { archive, fields, fromHex, message, sha256, toHex, utf8 } from './bytes.mjs'
import { CID, createPeer, digest, multiaddr } from './libp2p.mjs'
import { head, nameKey, open, release, signer, valueKey, values } from './records.mjs'
import { Contents, registerRecords } from './serving.mjs'

const { readFileSync } = await import('node:fs')
const { randomBytes } = await import('node:crypto')
const { createInterface } = await import('node:readline')

const TOPIC = '/ggen/packages/v1'
const say = object => process.stdout.write(JSON.stringify(object) + '\n')
const limit = () => ({ signal: AbortSignal.timeout(20_000) })

async function start (kind) {
  const node = await createPeer(values)
  const peer = { kind, node, contents: new Contents(kind), records: new Map(), heard: [], refused: 0 }
  await peer.contents.register(node)
  await registerRecords(node, peer.records)
  node.services.pubsub.addEventListener('message', async ({ detail }) => {
    try {
      for (const [envelope] of Object.values(fields(detail.data))) {
        const record = await open(envelope)
        peer.records.set(record.id, record)
        peer.heard.push(record)
      }
    } catch {
      peer.refused++
    }
  })
  node.services.pubsub.subscribe(TOPIC)
  return peer
}

const peers = []
for (const kind of process.argv.slice(2)) {
  peers.push(await start(kind))
}
const carol = await signer('carol')
const dht = peers[0].node.services.dht

async function drain (events) {
  let answers = 0
  for await (const event of events) {
    answers += event.name === 'PEER_RESPONSE' && event.messageName === 'PUT_VALUE' ? 1 : 0
  }
  return answers
}

/** A package with one file of noise: `{archive, release, head}`, held and served by the first peer. */
async function make (name, version, size) {
  const manifest = utf8(JSON.stringify({ name, version }))
  const noise = randomBytes(size)
  const bytes = archive([['package.json', manifest], ['content', noise]])
  const made = await release(carol, name, version, bytes, manifest.length + noise.length, 2)
  const last = await head(carol, [made])
  peers[0].contents.add(made.payload.archive.sha256, bytes)
  peers[0].records.set(made.id, made)
  peers[0].records.set(last.id, last)
  return { made, last, noise }
}

const commands = {
  /** Everybody dials, one after another, beginning with the peer of that number. */
  async dial ({ addresses, first = 0 }) {
    for (const { node } of [...peers.slice(first), ...peers.slice(0, first)]) {
      await Promise.all(addresses.map(address => node.dial(multiaddr(address))))
    }
    return {}
  },
  async connections () {
    return { counts: peers.map(({ node }) => node.getConnections().length) }
  },
  async table () {
    return { counts: peers.map(({ node }) => node.services.dht.routingTable.size) }
  },
  async listeners () {
    return { count: peers[0].node.services.pubsub.getSubscribers(TOPIC).length }
  },
  /** Everybody has these files and serves them in his manner. */
  async hold ({ files }) {
    for (const file of files) {
      const bytes = readFileSync(file)
      peers.forEach(({ contents }) => contents.add(toHex(sha256(bytes)), bytes))
    }
    return {}
  },
  async heard () {
    return { records: peers[0].heard.map(one => ({ key: valueKey(one), id: one.id })), refused: peers[0].refused }
  },
  /** What the hash table gives, this peer asking for it itself and, with `alone`, no one else. */
  async get ({ key, alone }) {
    if (alone) {
      const bytes = await stored(utf8(key))
      return { id: bytes == null ? null : (await open(bytes)).id }
    }
    let found
    for await (const event of dht.get(utf8(key), limit())) {
      found = event.name === 'VALUE' ? event.value : found
    }
    return { id: found == null ? null : (await open(found)).id }
  },
  /** Publishes a package of this side's making to everybody. */
  async publish ({ name, version, size, gossip = true }) {
    const { made, last, noise } = await make(name, version, size)
    const answer = { publisher: carol.publisher, release: made.id, head: last.id, sha256: toHex(sha256(noise)) }
    answer.holders = 0
    for (const record of [made, last]) {
      answer.holders += await drain(dht.put(utf8(valueKey(record)), record.envelope, limit()))
    }
    for (const content of [fromHex(made.payload.archive.sha256), nameKey(name)]) {
      await drain(dht.provide(CID.createV0(digest(Uint8Array.of(0x12, 0x20, ...content))), limit()))
    }
    answer.listeners = gossip
      ? (await peers[0].node.services.pubsub.publish(TOPIC, message([1, last.envelope], [2, made.envelope]))).recipients.length
      : 0
    return answer
  },
  /** Announces many releases, with no bytes behind them. */
  async flood ({ from, to }) {
    for (let i = from; i < to; i++) {
      const record = await release(await signer(`flood ${i % 10}`), `flood-${i}`, '1.0.0', utf8(`flood ${i}`), 1, 1)
      await peers[0].node.services.pubsub.publish(TOPIC, message([2, record.envelope]))
    }
    return {}
  },
  /** An announcement that nobody should take. */
  async forge ({ name }) {
    const { envelope } = await release(carol, name, '6.6.6', utf8('none'), 1, 1)
    envelope[envelope.length - 1] ^= 1
    await peers[0].node.services.pubsub.publish(TOPIC, message([2, envelope]))
    return {}
  },
  async served () {
    return { peers: peers.map(({ kind, contents }) => ({ kind, asked: contents.asked, data: contents.data, leaves: contents.leavesSent })) }
  }
}

/** What the first peer's own datastore holds. */
async function stored (key) {
  const { Libp2pRecord } = await import('@libp2p/record')
  const { bufferToRecordKey } = await import(new URL('./node_modules/@libp2p/kad-dht/dist/src/utils.js', import.meta.url))
  try {
    const bytes = await peers[0].node.components.datastore.get(bufferToRecordKey('/dht/record', key))
    return Libp2pRecord.deserialize(bytes).value
  } catch (err) {
    if (err.name === 'NotFoundError') {
      return undefined
    }
    throw err
  }
}

process.on('unhandledRejection', err => process.stderr.write(`unhandled: ${err?.stack}\n`))
say({ peers: peers.map(({ kind, node }) => ({ kind, id: node.peerId.toString(), address: String(node.getMultiaddrs()[0]) })) })
const lines = createInterface({ input: process.stdin })
for await (const line of lines) {
  const { command, ...parameters } = JSON.parse(line)
  try {
    say(await commands[command](parameters))
  } catch (err) {
    say({ error: `${err.name}: ${err.message}` })
  }
}
process.exit(0)
