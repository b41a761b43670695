// What the vectors are made of: hexadecimal text, SHA-256, RFC 8785 for objects of texts and whole numbers.
import { createHash } from 'node:crypto'

export const fromHex = (hex) => Uint8Array.from(Buffer.from(hex, 'hex'))
export const toHex = (bytes) => Buffer.from(bytes).toString('hex')
export const utf8 = (text) => new TextEncoder().encode(text)
export const sha256 = (bytes) => toHex(createHash('sha256').update(bytes).digest())

export function canonical (value) {
  if (Array.isArray(value)) {
    return '[' + value.map(canonical).join(',') + ']'
  }
  if (value !== null && typeof value === 'object') {
    return '{' + Object.keys(value).sort().map(name => JSON.stringify(name) + ':' + canonical(value[name])).join(',') + '}'
  }
  return JSON.stringify(value)
}
