package io.ggen.records;

import io.ggen.api.Problem;
import io.ggen.api.PublisherId;
import io.ggen.api.Texts;
import java.time.Instant;

/**
 * Why a record was not taken: the facts of each case, and one clause for people. What a stranger wrote is made safe to show
 * before it gets into the clause.
 */
public sealed interface Refusal {
    /** A clause without capital and full stop, to stand behind "the release record of a@1.0.0 is refused: ". */
    String reason();

    /** What becomes of it; {@link Verdict#REJECT} unless the case says otherwise. */
    default Verdict verdict() {
        return Verdict.REJECT;
    }

    /**
     * This refusal as a failure to show: {@code "WHAT is refused: REASON; STATE."}
     *
     * @param what which record, as "The release record of a@1.0.0"
     * @param state what state things are in now, as "nothing was installed"
     */
    default Problem asProblem(String what, String state, String... next) {
        return Problem.of(what + " is refused: " + reason() + "; " + state + ".", next);
    }

    /** More bytes than any valid record has. {@code part} is "the envelope" or "the payload". */
    record TooLarge(String part, long limit, long found) implements Refusal {
        @Override
        public String reason() {
            return part + " has " + found + " bytes, and at most " + limit + " are allowed";
        }
    }

    /** Bytes that are no envelope at all. */
    record NotAnEnvelope(String why) implements Refusal {
        @Override
        public String reason() {
            return "it is not a signed envelope: " + why;
        }
    }

    /** An envelope that says the same in other bytes than ours; left alone, one record could have many faces. */
    record NotCanonicalEnvelope(int firstDifference) implements Refusal {
        @Override
        public String reason() {
            return "the envelope is not in the one encoding allowed (from byte " + firstDifference + " on)";
        }
    }

    /** An envelope of another kind than asked for, or of none that exists. */
    record OtherKind(String expected, String found) implements Refusal {
        @Override
        public String reason() {
            return "its payload type is '" + Texts.shown(found, 40) + "', expected " + expected;
        }
    }

    /** A key or a signature that is not Ed25519. */
    record OtherKeyType(String why) implements Refusal {
        @Override
        public String reason() {
            return "it is not signed with an Ed25519 key: " + why;
        }
    }

    /** A signature that was not made over this payload, in this domain, by this key. */
    record BadSignature(PublisherId signer) implements Refusal {
        @Override
        public String reason() {
            return "its signature does not fit the key of " + signer + " that it carries";
        }
    }

    /** A payload that speaks for somebody other than the key that signs. */
    record OtherPublisher(PublisherId claimed, PublisherId signer) implements Refusal {
        @Override
        public String reason() {
            return "it names the publisher " + claimed + " but is signed by " + signer;
        }
    }

    /** A payload that is not canonical JSON. */
    record NotCanonical(String why) implements Refusal {
        @Override
        public String reason() {
            return "its payload is not canonical JSON: " + why;
        }
    }

    /** A member that is missing or says what it must not. */
    record BrokenRule(String member, String expected, String found) implements Refusal {
        @Override
        public String reason() {
            return "its '" + Texts.shown(member, 80) + "' must be " + expected + ", found " + found;
        }
    }

    /** A time more than five minutes ahead: one of two clocks is wrong. */
    record FromTheFuture(String member, Instant time, Instant now) implements Refusal {
        @Override
        public String reason() {
            return "its '" + member + "' is " + time + ", more than 5 minutes after " + now + " on this machine";
        }

        @Override
        public Verdict verdict() {
            return Verdict.IGNORE;
        }
    }

    /** A format that a later ggen may know. */
    record UnknownFormat(long v) implements Refusal {
        @Override
        public String reason() {
            return "it is of format v" + v + ", and this ggen knows v1 alone";
        }

        @Override
        public Verdict verdict() {
            return Verdict.IGNORE;
        }
    }

    /** A valid record under a key of the value store that is not its own. */
    record OtherValueKey(String expected, String found) implements Refusal {
        @Override
        public String reason() {
            return "it belongs under '" + Texts.shown(expected, 640) + "', not under '" + Texts.shown(found, 640) + "'";
        }
    }
}
