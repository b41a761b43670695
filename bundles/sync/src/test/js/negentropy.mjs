// One side of Negentropy, by nostr-tools: node negentropy.mjs ITEMS, where ITEMS is a file with a line "SECONDS ID" for each item.
// Commands on stdin, an answer to each on stdout: "initiate", and "take HEX", answered with the next message (or "-"), the ids that
// this side has and the other has not, and those that it needs.
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
// Not among what the package exports under a name of its own.
import { Negentropy, NegentropyStorageVector } from './node_modules/nostr-tools/lib/esm/nip77.js'

const storage = new NegentropyStorageVector()
for (const line of readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean)) {
  const [seconds, id] = line.split(' ')
  storage.insert(Number(seconds), id)
}
storage.seal()
const side = new Negentropy(storage, 60_000)

for await (const line of createInterface({ input: process.stdin })) {
  const [word, hex] = line.split(' ')
  try {
    if (word === 'initiate') {
      console.log(side.initiate())
    } else {
      const have = []
      const need = []
      const next = side.reconcile(hex, id => have.push(id), id => need.push(id))
      console.log([next ?? '-', have.join(','), need.join(',')].join(' '))
    }
  } catch (e) {
    console.log('error ' + e.message)
  }
}
