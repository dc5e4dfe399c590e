package org.jawort.contact.search;

import java.util.List;
import java.util.UUID;
import org.jawort.platform.TenantId;

/**
 * What contact points are sought by.
 *
 * @param alternatives words that all must stand in a text, for each way to read what was typed; one
 *     of them has to hold
 * @param fresh contact points of contacts that came or changed a moment ago, and in which they
 *     stand: the index does not know them yet
 */
public record Sought(List<Alternative> alternatives, List<UUID> fresh) {
  /** Copies both. */
  public Sought {
    alternatives = List.copyOf(alternatives);
    fresh = List.copyOf(fresh);
  }

  /**
   * Words that all must stand in a text.
   *
   * @param keys of them in the index, as PostgreSQL reads an array
   */
  public record Alternative(List<String> words, String keys) {
    /** Copies the words. */
    public Alternative {
      words = List.copyOf(words);
    }

    static Alternative of(TenantId tenant, List<String> words) {
      return new Alternative(words, SearchText.literal(SearchText.keys(tenant, words)));
    }
  }
}
