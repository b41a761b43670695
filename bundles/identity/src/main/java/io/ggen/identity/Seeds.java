package io.ggen.identity;

/** Where new private keys come from. */
interface Seeds {
    /** 32 bytes that nobody can guess. */
    byte[] next();
}
