package org.jawort.consent.filter;

import java.util.Map;
import java.util.TreeMap;

/**
 * A condition as SQL, to be finished by whoever asks: {@code select("p.id")}, {@code
 * select("count(*)")}, {@code select("DISTINCT p.contact_id")}. It names contact points {@code p};
 * more conditions may follow it with AND, then an order and a limit.
 *
 * @param from {@code FROM contact_point p … WHERE …}
 * @param parameters all that it takes, {@code tenant} among them; the others begin with an f
 */
public record ConditionSql(String from, Map<String, Object> parameters) {
  /** Copies the parameters. */
  public ConditionSql {
    parameters = Map.copyOf(parameters);
  }

  /** The whole query for these columns. */
  public String select(String columns) {
    return "SELECT " + columns + " " + from;
  }

  /** The parameters, to which the caller's may be added. */
  public Map<String, Object> more() {
    return new TreeMap<>(parameters);
  }
}
