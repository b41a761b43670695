// Reads what Java wrote with js-libp2p's decoder: node check.mjs FOLDER
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Message, summary, toHex } from './libp2p.mjs'
import { vectors } from './write.mjs'

const file = (name) => readFileSync(join(process.argv[2], name), 'utf8')

let read = 0
for (const line of file('java-messages.tsv').trimEnd().split('\n')) {
  const [name, hex, expected] = line.split('\t')
  const message = Message.decode(Uint8Array.from(Buffer.from(hex, 'hex')))
  assert.equal(await summary(message), expected, name)
  assert.equal(toHex(Message.encode(message)), hex, `${name} is the very bytes js writes`)
  read++
}
assert.ok(read > 8, `only ${read} messages`)
assert.equal(await vectors(), file('js-messages.tsv'), 'js-messages.tsv is what write.mjs writes')
console.log(`ok ${read} messages`)
