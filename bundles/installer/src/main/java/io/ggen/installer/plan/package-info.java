/** From what the user asks for and what registries know to the lock that is wanted. */
@NullMarked
package io.ggen.installer.plan;

import org.jspecify.annotations.NullMarked;
