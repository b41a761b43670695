// The protocols of GGEN-WIRE sections 5 and 7, served well or badly.
import { LEAF, fields, framed, message, readVarint, toHex, tree, utf8 } from './bytes.mjs'

export const FETCH = '/ggen/fetch/1.0.0'
export const RECORDS = '/ggen/records/1.0.0'
const LIMITS = { maxInboundStreams: 1000, maxOutboundStreams: 1000 }
const FAR_TOO_MUCH = 256
const HAVE = 0
const HASHES = 1
const DATA = 2

async function send (stream, bytes) {
  if (!stream.send(bytes)) {
    await stream.onDrain()
  }
}

async function all (stream) {
  const parts = []
  for await (const chunk of stream) {
    parts.push(chunk.subarray())
  }
  return Buffer.concat(parts)
}

const never = () => new Promise(() => {})

/**
 * What a peer of each kind does to the answer that is right: `hashes` to the list of leaves, `leaf` to one of the leaves asked for,
 * `header` to the fields of the header, `end` instead of ending the stream.
 */
const KINDS = {
  honest: {},
  garbage: { leaf: bytes => Buffer.alloc(bytes.length, 0xa5) },
  bitflip: { leaf: bytes => { const other = Buffer.from(bytes); other[other.length >> 1] ^= 1; return other } },
  otherLeaves: { leaf: (bytes, leaf, content) => content.leaves[(leaf + 1) % content.leaves.length] },
  otherList: { hashes: content => Buffer.alloc(32 * content.hashes.length, 7) },
  short: { leaf: bytes => bytes.subarray(0, bytes.length >> 1) },
  endless: { end: async stream => { for (let i = 0; i < FAR_TOO_MUCH && stream.status === 'open'; i++) { await send(stream, Buffer.alloc(LEAF, 1)) } } },
  wrongSize: { header: header => [header[0], [2, header[1][1] + 1], ...header.slice(2)] },
  stall: { leaf: never }
}

export const kinds = Object.keys(KINDS)

/** Contents by their SHA-256 in hexadecimal, given to whoever asks, in the manner of `kind`. */
export class Contents {
  constructor (kind) {
    this.manner = KINDS[kind]
    this.known = new Map()
    this.asked = 0
    this.data = 0
    this.leavesSent = 0
  }

  add (sha256, bytes) {
    const leaves = []
    for (let at = 0; at < bytes.length; at += LEAF) {
      leaves.push(bytes.subarray(at, at + LEAF))
    }
    this.known.set(sha256, { size: bytes.length, leaves, ...tree(bytes) })
  }

  async register (node) {
    await node.handle(FETCH, async stream => {
      try {
        await this.answer(stream, fields(await all(stream)))
      } catch (err) {
        stream.abort(err)
      }
    }, LIMITS)
  }

  async answer (stream, { 1: [digest], 2: [op] = [HAVE], 3: [first] = [0], 4: [count] = [0] }) {
    this.asked++
    this.data += op === DATA ? 1 : 0
    const content = this.known.get(toHex(digest))
    if (content == null || (op === DATA && first >= content.leaves.length)) {
      await send(stream, framed(message([1, 1])))
      return await stream.close()
    }
    const { header = fields => fields, hashes, leaf, end } = this.manner
    await send(stream, framed(message(...header([[1, 0], [2, content.size], [4, content.root]]))))
    if (op === HASHES) {
      await send(stream, hashes?.(content) ?? Buffer.concat(content.hashes))
    }
    for (let i = first; op === DATA && i < Math.min(first + count, content.leaves.length); i++) {
      await send(stream, await (leaf?.(content.leaves[i], i, content) ?? content.leaves[i]))
      this.leavesSent++
    }
    await (op === DATA && end != null ? end(stream) : stream.close())
  }
}

/** Answers requests for records with those of `store`, which yields them in the order of their publishers. */
export async function registerRecords (node, store) {
  await node.handle(RECORDS, async stream => {
    try {
      let rest = Buffer.alloc(0)
      for await (const chunk of stream) {
        rest = Buffer.concat([rest, chunk.subarray()])
        for (let length = readVarint(rest); length != null && rest.length >= length[0] + length[1]; length = readVarint(rest)) {
          const request = fields(rest.subarray(length[1], length[0] + length[1]))
          rest = rest.subarray(length[0] + length[1])
          await send(stream, framed(message(...find(request, store).map(one => [1, one.envelope]))))
        }
      }
      await stream.close()
    } catch (err) {
      stream.abort(err)
    }
  }, LIMITS)
}

function find ({ 1: ids = [], 2: [name] = [], 3: [publisher] = [] }, store) {
  if (ids.length > 0) {
    return ids.map(id => store.get(toHex(id))).filter(one => one != null)
  }
  const wanted = (member, bytes) => one => bytes == null || Buffer.compare(utf8(one.payload[member] ?? ''), bytes) === 0
  const found = [...store.values()].filter(wanted('name', name)).filter(wanted('publisher', publisher))
  // the head of a package before its releases
  return found.sort((a, b) => a.type < b.type ? -1 : a.type > b.type ? 1 : 0)
}
