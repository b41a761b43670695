package io.ggen.api.identity;

/** Signs with one private key and never shows it. Usable by many threads. */
public interface Signer {
    /** The key that checks what this one signs. */
    PublicKey publicKey();

    /** The 64 bytes of the Ed25519 signature of {@code message} (RFC 8032, section 5.1.6). The same message, the same bytes. */
    byte[] sign(byte[] message);
}
