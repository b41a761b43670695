// Bytes of GGEN-WIRE: digests, varints, protobuf, RFC 8785 for objects of texts and whole numbers, trees, archives.
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'

export const LEAF = 65536
export const utf8 = text => new TextEncoder().encode(text)
export const toHex = bytes => Buffer.from(bytes).toString('hex')
export const fromHex = hex => Uint8Array.from(Buffer.from(hex, 'hex'))
export const sha256 = (...parts) => {
  const hash = createHash('sha256')
  parts.forEach(part => hash.update(part))
  return Uint8Array.from(hash.digest())
}

export function canonical (value) {
  if (Array.isArray(value)) {
    return '[' + value.map(canonical).join(',') + ']'
  }
  if (value !== null && typeof value === 'object') {
    return '{' + Object.keys(value).sort().map(name => JSON.stringify(name) + ':' + canonical(value[name])).join(',') + '}'
  }
  return JSON.stringify(value)
}

export function varint (number) {
  const bytes = []
  let rest = BigInt(number)
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128)
    rest >>= 7n
  }
  bytes.push(Number(rest))
  return Uint8Array.from(bytes)
}

/** A protobuf message of `[field, value]` pairs: a number or bytes each. */
export function message (...fields) {
  return Buffer.concat(fields.flatMap(([field, value]) => typeof value === 'number'
    ? [varint(field << 3), varint(value)]
    : [varint(field << 3 | 2), varint(value.length), value]))
}

export const framed = bytes => Buffer.concat([varint(bytes.length), bytes])

/** A varint at the beginning of `bytes`: `[value, how many bytes it has]`; none if it is not whole. */
export function readVarint (bytes, at = 0) {
  let value = 0n
  for (let i = at; i < bytes.length && i < at + 9; i++) {
    value |= BigInt(bytes[i] & 127) << BigInt(7 * (i - at))
    if (bytes[i] < 128) {
      return [Number(value), i + 1 - at]
    }
  }
}

/** The fields of a protobuf message: `{field: [values]}`. */
export function fields (bytes) {
  const found = {}
  let at = 0
  while (at < bytes.length) {
    const [key, keyLength] = readVarint(bytes, at)
    const [value, valueLength] = readVarint(bytes, at + keyLength)
    at += keyLength + valueLength
    found[key >> 3] ??= []
    if ((key & 7) === 2) {
      found[key >> 3].push(bytes.subarray(at, at + value))
      at += value
    } else {
      found[key >> 3].push(value)
    }
  }
  return found
}

/** The hashes of all leaves of `bytes`, and their root. */
export function tree (bytes) {
  const hashes = []
  for (let at = 0; at < bytes.length; at += LEAF) {
    hashes.push(sha256(Uint8Array.of(0), bytes.subarray(at, at + LEAF)))
  }
  const root = (from, to) => {
    if (to - from < 2) {
      return from === to ? sha256() : hashes[from]
    }
    let split = 1
    while (split * 2 < to - from) {
      split *= 2
    }
    return sha256(Uint8Array.of(1), root(from, from + split), root(from + split, to))
  }
  return { hashes, root: root(0, hashes.length) }
}

/** A .tar.gz of `[[path, bytes]]`, files alone. */
export function archive (files) {
  const parts = []
  for (const [path, bytes] of files) {
    const header = Buffer.alloc(512)
    header.write(path, 0)
    header.write('0000644\0' + '0000000\0' + '0000000\0', 100)
    header.write(bytes.length.toString(8).padStart(11, '0') + '\0' + '00000000000\0' + '        0', 124)
    header.write('ustar\x0000', 257)
    header.write(header.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0') + '\0 ', 148)
    parts.push(header, bytes, Buffer.alloc((512 - bytes.length % 512) % 512))
  }
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(1024)]))
}
