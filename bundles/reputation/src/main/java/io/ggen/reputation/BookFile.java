package io.ggen.reputation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.reputation.Outcomes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The text of {@code reputation.json}: {@code {"version":1,"peers":{ID:{"last":MS,"served":N,"failed":N,"forged":N,
 * "lastForged":MS,"days":[[DAY,SERVED,FAILED,FORGED],…]}}}}, peers in the order in which they were heard of last.
 */
final class BookFile {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private BookFile() {}

    static byte[] write(Map<PeerId, Account> accounts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeNumberField("version", 1);
            out.writeObjectFieldStart("peers");
            for (Map.Entry<PeerId, Account> entry : accounts.entrySet()) {
                out.writeFieldName(entry.getKey().toString());
                write(out, entry.getValue());
            }
            out.writeEndObject();
            out.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("memory does not take bytes", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, Account account) throws IOException {
        Outcomes outcomes = account.outcomes();
        out.writeStartObject();
        out.writeNumberField("last", account.last().toEpochMilli());
        out.writeNumberField("served", outcomes.served());
        out.writeNumberField("failed", outcomes.failed());
        out.writeNumberField("forged", outcomes.forged());
        if (outcomes.lastForged().isPresent()) {
            out.writeNumberField("lastForged", outcomes.lastForged().get().toEpochMilli());
        }
        out.writeArrayFieldStart("days");
        for (Outcomes.Day day : outcomes.days()) {
            out.writeArray(new long[] {day.epochDay(), day.served(), day.failed(), day.forged()}, 0, 4);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** Throws {@link IOException} if it is not such a text, or has more than {@code most} peers. */
    static Map<PeerId, Account> read(byte[] text, int most) throws IOException {
        Map<PeerId, Account> accounts = new LinkedHashMap<>();
        try (JsonParser in = JSON.createParser(text)) {
            expect(in.nextToken() == JsonToken.START_OBJECT);
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                in.nextToken();
                if (name.equals("peers")) {
                    expect(in.currentToken() == JsonToken.START_OBJECT);
                    while (in.nextToken() == JsonToken.FIELD_NAME) {
                        PeerId peer = PeerId.parse(in.currentName());
                        in.nextToken();
                        accounts.put(peer, account(in));
                        expect(accounts.size() <= most);
                    }
                } else if (name.equals("version")) {
                    expect(in.currentToken() == JsonToken.VALUE_NUMBER_INT && in.getLongValue() == 1);
                } else {
                    in.skipChildren();
                }
            }
            expect(in.currentToken() == JsonToken.END_OBJECT && in.nextToken() == null);
        } catch (io.ggen.api.ProblemException | DateTimeException e) {
            throw new IOException(e.getMessage(), e);
        }
        return accounts;
    }

    private static Account account(JsonParser in) throws IOException {
        expect(in.currentToken() == JsonToken.START_OBJECT);
        long last = 0;
        long served = 0;
        long failed = 0;
        long forged = 0;
        Optional<Instant> lastForged = Optional.empty();
        List<Outcomes.Day> days = new ArrayList<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            switch (name) {
                case "last" -> last = number(in);
                case "served" -> served = number(in);
                case "failed" -> failed = number(in);
                case "forged" -> forged = number(in);
                case "lastForged" -> lastForged = Optional.of(Instant.ofEpochMilli(number(in)));
                case "days" -> days(in, days);
                default -> in.skipChildren();
            }
        }
        expect(in.currentToken() == JsonToken.END_OBJECT);
        return new Account(new Outcomes(served, failed, forged, lastForged, days), Instant.ofEpochMilli(last));
    }

    private static void days(JsonParser in, List<Outcomes.Day> days) throws IOException {
        expect(in.currentToken() == JsonToken.START_ARRAY);
        while (in.nextToken() == JsonToken.START_ARRAY) {
            long[] day = new long[4];
            for (int i = 0; i < day.length; i++) {
                in.nextToken();
                day[i] = number(in);
            }
            expect(in.nextToken() == JsonToken.END_ARRAY && days.size() < Account.MOST_DAYS);
            days.add(new Outcomes.Day(day[0], day[1], day[2], day[3]));
        }
        expect(in.currentToken() == JsonToken.END_ARRAY);
    }

    private static long number(JsonParser in) throws IOException {
        expect(in.currentToken() == JsonToken.VALUE_NUMBER_INT);
        long value = in.getLongValue();
        expect(value >= 0);
        return value;
    }

    private static void expect(boolean isSo) throws IOException {
        if (!isSo) {
            throw new IOException("it is not a file of reputations");
        }
    }
}
