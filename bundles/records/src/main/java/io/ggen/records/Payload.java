package io.ggen.records;

import io.ggen.api.PublisherId;

/** What an envelope of ours holds: something that a publisher says, as a value. {@link Signed} is one that was checked. */
public sealed interface Payload permits ReleaseRecord, HeadRecord, RevocationRecord {
    /** Which of the three it is. */
    RecordKind kind();

    /** Who says it, and signs for it. */
    PublisherId publisher();

    /** Members that this ggen does not know, at every depth; they stay in place and are signed over. */
    JsonValue.Members unknown();

    /** The payload as an object. */
    JsonValue.Members toJson();

    /** Which key of the value store it belongs under. */
    ValueKey valueKey();
}
