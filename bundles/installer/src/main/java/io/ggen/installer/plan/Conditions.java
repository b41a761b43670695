package io.ggen.installer.plan;

import io.ggen.api.PackageName;
import io.ggen.api.Progress;
import io.ggen.api.Range;
import io.ggen.installer.supply.OnHand;
import io.ggen.installer.vouch.Standing;
import io.ggen.installer.vouch.Vouching;
import io.ggen.roles.Roles;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What one run plans under.
 *
 * @param patience how long registries may take to answer
 * @param onHand what is on this machine
 * @param standing how the user stands to names and keys
 * @param vouching knows what was signed
 * @param offline whether no other machine may be asked
 * @param refresh whether other machines are asked even where what is remembered will do
 * @param overrides ranges that stand in place of all others
 * @param state what state things are in if it fails: "nothing was installed"
 * @param ways the commands that get a package out of a lock that no registry bears out, if any do
 */
public record Conditions(
        Roles roles,
        Duration patience,
        OnHand onHand,
        Standing standing,
        Vouching vouching,
        boolean offline,
        boolean refresh,
        Map<PackageName, Range> overrides,
        String state,
        Function<PackageName, List<String>> ways,
        Progress progress) {}
