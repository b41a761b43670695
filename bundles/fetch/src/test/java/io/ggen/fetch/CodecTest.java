package io.ggen.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Digest;
import java.util.BitSet;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The bytes of GGEN-WIRE section 7. */
class CodecTest {
    private static final String DIGEST = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void requestsAreTheseBytes() {
        Digest digest = Digest.sha256(DIGEST);
        assertThat(hex(Request.have(digest).encode())).isEqualTo("0a20" + DIGEST + "1000");
        assertThat(hex(Request.hashes(digest).encode())).isEqualTo("0a20" + DIGEST + "1001");
        assertThat(hex(Request.data(digest, new Span(300, 16)).encode()))
                .isEqualTo("0a20" + DIGEST + "1002" + "18ac02" + "2010");
        Request request = new Request(digest, Request.Op.DATA, 300, 16);
        assertThat(Request.decode(request.encode())).isEqualTo(request);
        assertThat(Request.decode(HexFormat.of().parseHex("0a20" + DIGEST))).isEqualTo(Request.have(digest));
    }

    @Test
    void headersAreTheseBytes() {
        Digest root = Digest.sha256(DIGEST);
        BitSet held = new BitSet();
        held.set(0);
        held.set(9);
        Header header = new Header(Header.Status.OK, 10 * 65536, held, root);
        assertThat(hex(header.encode())).isEqualTo("0800" + "10808028" + "1a020102" + "2220" + DIGEST);
        assertThat(Header.decode(header.encode())).isEqualTo(header);
        assertThat(hex(Header.of(Header.Status.BUSY).encode())).isEqualTo("0802");
        assertThat(Header.decode(new byte[0])).isEqualTo(new Header(Header.Status.OK, 0, null, null));
    }
}
