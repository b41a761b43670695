/** What the bundles in packages of {@code PluginIT} are made of. */
package io.ggen.itests.plugin;
