package org.jawort.consent.filter;

import java.util.UUID;

/** What became of the wish to define a group that fills itself. */
public sealed interface DefinitionOutcome {
  /** It is so now. */
  record Saved(UUID group) implements DefinitionOutcome {}

  /** Another group has that name, however it is written; nothing was changed. */
  record Taken() implements DefinitionOutcome {}

  /** It would contain itself, perhaps by way of another group; nothing was changed. */
  record InItself() implements DefinitionOutcome {}

  /** The tenant has no group of that id that fills itself. */
  record Unknown() implements DefinitionOutcome {}
}
