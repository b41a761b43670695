package io.ggen.installer.plan;

import io.ggen.api.Release;
import java.util.List;

/**
 * A release that a registry has and that may not be chosen.
 *
 * @param sentence why, without a full stop
 * @param next what would help, as commands
 */
record Dropped(Release release, String sentence, List<String> next) {}
