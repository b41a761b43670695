// Writes its arguments and ends with the first: node end.mjs STATUS WORD...
console.log(process.argv.slice(3).join(' '))
console.error('that was all')
process.exitCode = Number(process.argv[2])
