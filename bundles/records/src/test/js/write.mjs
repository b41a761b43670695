// Writes records as js-libp2p signs them: node write.mjs > ../resources/vectors/js-records.json
import { pathToFileURL } from 'node:url'
import { canonical, sha256, toHex, utf8 } from './bytes.mjs'
import { RecordEnvelope, generateKeyPairFromSeed, peerIdFromPublicKey } from './libp2p.mjs'

const NOW = Date.UTC(2026, 10, 22, 10)
const DAY = 86_400_000
const DOMAINS = { release: 'ggen-release', head: 'ggen-head', revocation: 'ggen-revoke' }
const TYPES = { release: '/ggen/release', head: '/ggen/head', revocation: '/ggen/revoke' }

async function signer (every) {
  const key = await generateKeyPairFromSeed('Ed25519', new Uint8Array(32).fill(every))
  return { key, publisher: peerIdFromPublicKey(key.publicKey).toString() }
}

async function seal (kind, payload, key, domain = DOMAINS[kind]) {
  const record = { domain, codec: utf8(TYPES[kind]), marshal: () => payload, equals: () => false }
  return toHex((await RecordEnvelope.seal(record, key)).marshal())
}

function release (publisher, more = {}) {
  return {
    v: 1,
    name: 'js/crit',
    version: '0.1.0',
    publisher,
    published: NOW,
    kind: 'bundle',
    title: 'Written by JavaScript \u0001\u007f\u2028 "\\/" 😀',
    description: 'דּ ö €\n\r\t\b\f',
    category: 'test',
    tags: ['js', '漢字'],
    author: 'Carol',
    license: 'MIT',
    dependencies: { b: { range: '^1.0.0', publisher }, a: { range: '1.x || >=2.0.0-rc.1 <2.1.0' } },
    manifest: sha256(utf8('manifest')),
    archive: { sha256: sha256(utf8('archive')), size: 4294967296, root: sha256(utf8('root')), expanded: 0, entries: 1000000 },
    '\u20ac': 'sorts before the next one by UTF-16 units',
    '\ud83d\ude02': 'and this one',
    '\ufb33': { unknown: [true, false, null, 9007199254740991] },
    ...more
  }
}

function head (publisher, more = {}) {
  return {
    v: 1,
    name: 'js/crit',
    publisher,
    seq: NOW + 7,
    issued: NOW,
    expires: NOW + 30 * DAY,
    latest: '1.10.0',
    yanked: ['1.0.0-rc.1', '1.2.0'],
    deprecated: '',
    versions: { '1.2.0': sha256(utf8('1.2.0')), '1.10.0': sha256(utf8('1.10.0')) },
    list: { sha256: sha256(utf8('list')), count: 2 },
    ...more
  }
}

export async function vectors () {
  const carol = await signer(3)
  const dave = await signer(4)
  const accepted = []
  const refused = []
  const add = async (name, kind, payload, key = carol.key) => {
    const bytes = utf8(canonical(payload))
    accepted.push({
      name,
      kind,
      publisher: payload.publisher,
      id: sha256(bytes),
      payload: canonical(payload),
      envelope: await seal(kind, bytes, key)
    })
  }
  const forge = async (name, kind, payload, verdict, key = carol.key, domain = DOMAINS[kind]) => {
    const bytes = typeof payload === 'string' ? utf8(payload) : utf8(canonical(payload))
    refused.push({ name, kind, case: verdict, envelope: await seal(kind, bytes, key, domain) })
  }
  await add('release', 'release', release(carol.publisher))
  await add('release of another publisher', 'release', release(dave.publisher), dave.key)
  await add('release with dependencies elsewhere', 'release', release(carol.publisher, { dependencies: { sha256: sha256(utf8('list')) } }))
  await add('head', 'head', head(carol.publisher))
  await add('revocation', 'revocation', { v: 1, publisher: carol.publisher, revoked: NOW })
  await add('revocation with a successor', 'revocation', { v: 1, publisher: carol.publisher, revoked: NOW, successor: dave.publisher, reason: 'lost' })
  await forge('wrong domain', 'release', release(carol.publisher), 'BadSignature', carol.key, 'ggen-head')
  await forge('peer record domain', 'release', release(carol.publisher), 'BadSignature', carol.key, 'libp2p-peer-record')
  await forge('signed by another', 'release', release(carol.publisher), 'OtherPublisher', dave.key)
  await forge('not canonical', 'release', JSON.stringify(release(carol.publisher)), 'NotCanonical')
  await forge('indented', 'head', JSON.stringify(head(carol.publisher), null, 2), 'NotCanonical')
  await forge('fraction', 'head', head(carol.publisher, { seq: NOW + 0.5 }), 'NotCanonical')
  await forge('over size', 'revocation', { v: 1, publisher: carol.publisher, revoked: NOW, reason: 'x'.repeat(1024) }, 'TooLarge')
  await forge('future release', 'release', release(carol.publisher, { published: NOW + DAY }), 'FromTheFuture')
  await forge('future seq', 'head', head(carol.publisher, { seq: NOW + DAY }), 'FromTheFuture')
  await forge('next format', 'head', head(carol.publisher, { v: 2 }), 'UnknownFormat')
  return JSON.stringify({ now: NOW, accepted, refused }, null, 1) + '\n'
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.write(await vectors())
}
