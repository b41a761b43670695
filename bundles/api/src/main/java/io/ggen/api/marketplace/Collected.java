package io.ggen.api.marketplace;

/** What gc deleted: trees, archives and old generations, and how many bytes that freed. */
public record Collected(int trees, int archives, int generations, long bytes) {}
