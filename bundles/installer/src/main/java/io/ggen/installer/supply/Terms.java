package io.ggen.installer.supply;

import io.ggen.api.Progress;
import io.ggen.api.lockfile.Lock;
import java.util.Map;

/**
 * How trees are to be brought in.
 *
 * @param force whether trees that are there are compared with their sidecars, and replaced if damaged
 * @param offline whether only files of this machine will do
 * @param fetch what sources are told
 * @param claim whether gc is to spare the trees from the first look on; needed only where gc has come in between before
 * @param current the lock of the target as it is: what it holds was vouched for before
 * @param state what state things are in if this fails: "nothing was installed"
 * @param progress hears how it gets on
 */
public record Terms(
        boolean force,
        boolean offline,
        Map<String, String> fetch,
        boolean claim,
        Lock current,
        String state,
        Progress progress) {}
