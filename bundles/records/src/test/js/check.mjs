// Checks the vectors of a folder with js-libp2p: node check.mjs FOLDER. The last line of a good end is "ok" and counts.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { canonical, fromHex, sha256, toHex, utf8 } from './bytes.mjs'
import { RecordEnvelope, generateKeyPairFromSeed, peerIdFromPublicKey } from './libp2p.mjs'
import { vectors } from './write.mjs'

const folder = process.argv[2]
const file = (name) => readFileSync(join(folder, name), 'utf8')
const { keys, accepted, refused, forks } = JSON.parse(file('records.json'))

for (const { name, seed, publicKey, publisher } of keys) {
  const pair = await generateKeyPairFromSeed('Ed25519', fromHex(seed))
  assert.equal(toHex(pair.publicKey.raw), publicKey, name)
  assert.equal(peerIdFromPublicKey(pair.publicKey).toString(), publisher, name)
}

for (const vector of accepted) {
  const envelope = await RecordEnvelope.openAndCertify(fromHex(vector.envelope), vector.domain)
  assert.equal(new TextDecoder().decode(envelope.payloadType), vector.payloadType, vector.name)
  assert.equal(new TextDecoder().decode(envelope.payload), vector.payload, vector.name)
  assert.equal(peerIdFromPublicKey(envelope.publicKey).toString(), vector.publisher, vector.name)
  assert.equal(JSON.parse(vector.payload).publisher, vector.publisher, vector.name)
  assert.equal(sha256(envelope.payload), vector.id, vector.name)
  assert.equal(canonical(JSON.parse(vector.payload)), vector.payload, vector.name)
  assert.ok(vector.valueKey.startsWith('/ggen/' + vector.publisher), vector.name)
  envelope.marshaled = undefined
  assert.equal(toHex(envelope.marshal()), vector.envelope, vector.name)
}

async function opens (vector) {
  try {
    await RecordEnvelope.openAndCertify(fromHex(vector.envelope), vector.domain)
    return true
  } catch {
    return false
  }
}

let judged = 0
for (const vector of refused) {
  if (vector.libp2pAccepts !== undefined) {
    assert.equal(await opens(vector), vector.libp2pAccepts, vector.name)
    judged++
  }
}
assert.ok(judged > 100, `only ${judged} forgeries judged`)

for (const vector of forks) {
  assert.ok(await opens({ envelope: vector.first, domain: vector.domain }), vector.name)
  assert.ok(await opens({ envelope: vector.second, domain: vector.domain }), vector.name)
  assert.notEqual(vector.first, vector.second)
}

// RFC 9162, section 2.1.1, word for word
const hash = (...parts) => fromHex(sha256(Buffer.concat(parts)))
function root (leaves) {
  if (leaves.length === 0) {
    return hash()
  }
  if (leaves.length === 1) {
    return hash(Uint8Array.of(0), leaves[0])
  }
  let k = 1
  while (k * 2 < leaves.length) {
    k *= 2
  }
  return hash(Uint8Array.of(1), root(leaves.slice(0, k)), root(leaves.slice(k)))
}
const { trees } = JSON.parse(file('trees.json'))
for (const tree of trees) {
  const content = Uint8Array.from({ length: tree.size }, (_, i) => i % 251)
  const leaves = []
  for (let at = 0; at < tree.size; at += 65536) {
    leaves.push(content.subarray(at, at + 65536))
  }
  assert.equal(leaves.length, tree.leaves)
  assert.equal(sha256(content), tree.sha256)
  assert.equal(toHex(root(leaves)), tree.root, `tree of ${tree.size}`)
  assert.equal(sha256(Buffer.concat(leaves.map(leaf => hash(Uint8Array.of(0), leaf)))), tree.hashes)
}

assert.equal(await vectors(), file('js-records.json'), 'js-records.json is what write.mjs writes')
console.log(`ok ${accepted.length} accepted, ${judged} forgeries, ${forks.length} forks, ${trees.length} trees`)
