// smoldot (Rust in WebAssembly) as a peer that dials: a second implementation of TCP, Noise and Yamux.
// It wants a blockchain to follow, so it gets one with nothing in it whose only boot node is the host under test.
import { start } from 'smoldot'
import { createInterface } from 'node:readline'

const hex = text => Buffer.from(text).toString('hex')
const byte = number => Buffer.from([number]).toString('hex')
const section = (id, body) => byte(id) + byte(body.length / 2) + body
const custom = (name, body) => section(0, byte(name.length) + hex(name) + body)
const one = '01000000'
const version = '0474' + '0474' + one + one + one + '00' + one + '01'
// a WebAssembly module with a memory, the global and the sections that smoldot looks for, and no code
const runtime = '0061736d01000000' +
  section(5, '010011') +
  section(6, '017f00418080c0000b') +
  section(7, '02' + '06' + hex('memory') + '0200' + '0b' + hex('__heap_base') + '0300') +
  custom('runtime_version', version) +
  custom('runtime_apis', '')

const say = object => process.stdout.write(JSON.stringify(object) + '\n')
const lines = createInterface({ input: process.stdin })
say({ ready: true })
lines.on('line', async line => {
  const { address } = JSON.parse(line)
  const log = (level, target, message) => process.stderr.write(`${level} ${target} ${message}\n`)
  const client = start({ maxLogLevel: 4, logCallback: log })
  const chainSpec = JSON.stringify({
    name: 'Test',
    id: 'test',
    chainType: 'Local',
    bootNodes: [address],
    genesis: { raw: { top: { '0x3a636f6465': '0x' + runtime }, childrenDefault: {} } }
  })
  try {
    await client.addChain({ chainSpec, disableJsonRpc: true })
    say({})
  } catch (err) {
    say({ error: String(err) })
  }
})
lines.on('close', () => process.exit(0))
