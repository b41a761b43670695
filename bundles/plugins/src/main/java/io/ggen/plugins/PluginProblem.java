package io.ggen.plugins;

import io.ggen.api.Problem;
import io.ggen.api.plugins.Plugin;

/** What is wrong with one package. */
record PluginProblem(Plugin plugin, String message) implements Problem {}
