// Says "ready", and back what it is told, but for "twice", "quiet" and "end".
import { createInterface } from 'node:readline'

console.log('ready')
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'end') {
    console.error('it was told to')
    process.exit(1)
  }
  if (line !== 'quiet') {
    console.log(line)
  }
  if (line === 'twice') {
    console.log('again')
  }
}
