package io.ggen.resolver;

/** What may rule out a known version that is neither yanked nor outside of any range. */
enum Bar {
    /** The lock holds another version, and is to be kept there. */
    KEPT,
    /** The lock holds another version or none, and nothing else may be chosen at all. */
    FROZEN,
    /** Its bytes are not on this machine, and nothing may be fetched. */
    OFFLINE
}
