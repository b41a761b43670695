package io.ggen.installer.plan;

import io.ggen.api.PublisherId;
import io.ggen.api.registry.Answer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one name.
 *
 * @param answer the releases that may be chosen
 * @param meant whose the name means where nobody says it, if there are several; null for anybody's
 * @param rivals the publishers none of whom comes before the others, if the name is to be decided by who has one
 * @param strangers the publishers that only the network knows, and which registries of it, where nothing else has decided
 * @param dropped what may not be chosen
 */
record KnownName(
        Answer answer,
        @Nullable PublisherId meant,
        List<PublisherId> rivals,
        Map<PublisherId, List<String>> strangers,
        List<Dropped> dropped) {
    static final KnownName ABSENT = new KnownName(Answer.ABSENT, null, List.of(), Map.of(), List.of());
}
