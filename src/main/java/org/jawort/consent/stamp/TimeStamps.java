package org.jawort.consent.stamp;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jawort.consent.log.LogReads;
import org.jawort.platform.Database;
import org.jawort.platform.Settings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The door for time stamps of the log's checkpoints (RFC 3161, Art. 41 eIDAS). The authority is
 * asked outside of every transaction, and by nobody who seals: while it is dead the log goes on.
 */
@Component
public class TimeStamps {
  private static final Logger LOG = LoggerFactory.getLogger(TimeStamps.class);

  /** From one to the next by itself; a little less than the hour, since the look comes late. */
  private static final Duration BETWEEN = Duration.ofMinutes(58);

  /** So long a dead authority is not asked again for the sake of a dossier. */
  private static final Duration REST = Duration.ofMinutes(1);

  private final Database database;
  private final LogReads log;
  private final InstantSource clock;
  private final @Nullable Authority authority;

  TimeStamps(
      Database database,
      LogReads log,
      InstantSource clock,
      Settings settings,
      @Value("${jawort.stamping.patience}") Duration patience) {
    this.database = database;
    this.log = log;
    this.clock = clock;
    this.authority = settings.tsaUrl().map(url -> new Authority(url, patience)).orElse(null);
  }

  /** Has the latest checkpoint stamped where it is time and there is one without a time stamp. */
  void stampWhenDue() {
    if (authority == null) {
      return;
    }
    Optional<TimeStamp> newest = database.read(Set.of(), StampRows::newest);
    LogReads.Latest latest = log.latest();
    boolean news = latest.size() > newest.map(TimeStamp::size).orElse(0L);
    boolean due = newest.isEmpty() || !newest.get().at().plus(BETWEEN).isAfter(clock.instant());
    if (news && due) {
      stamp(authority, latest.size(), latest.note());
    }
  }

  /**
   * The time stamps that back a dossier: for each entry the first one of a checkpoint that covers
   * it, and the one of the dossier's own checkpoint, which is asked for where there is none yet.
   * Empty where no authority was ever asked, or none answered.
   *
   * @param checkpoint as it was signed
   * @param positions of the entries, counted from 0
   * @return the oldest first
   */
  public List<TimeStamp> of(String checkpoint, List<Long> positions) {
    long size = TimeStamp.size(checkpoint);
    Optional<TimeStamp> own =
        database.read(Set.of(), connection -> StampRows.find(connection, size));
    if (own.isEmpty() && size > 0 && authority != null && isRested()) {
      own = stamp(authority, size, checkpoint);
    }
    List<TimeStamp> first =
        database.read(Set.of(), connection -> StampRows.first(connection, positions));
    var all = new ArrayList<TimeStamp>(first);
    own.filter(stamp -> first.stream().noneMatch(one -> one.size() == stamp.size()))
        .ifPresent(all::add);
    return all.stream().filter(stamp -> stamp.size() <= size).toList();
  }

  private boolean isRested() {
    return fault().filter(fault -> fault.triedAt().plus(REST).isAfter(clock.instant())).isEmpty();
  }

  /** Why no time stamp comes; empty where all is well. */
  Optional<StampRows.Fault> fault() {
    return database.read(Set.of(), StampRows::fault);
  }

  private Optional<TimeStamp> stamp(Authority asked, long size, String checkpoint) {
    Instant now = clock.instant();
    try {
      StampToken token = asked.stamp(TimeStamp.stamped(checkpoint), now);
      var stamp = new TimeStamp(size, checkpoint, token.der(), asked.name(), token.at());
      database.write(
          Set.of(),
          connection -> {
            StampRows.keep(connection, stamp);
            return stamp;
          });
      return Optional.of(stamp);
    } catch (TokenException e) {
      LOG.warn("No time stamp from {}: {}. The log goes on.", asked.name(), e.why());
      database.write(
          Set.of(),
          connection -> {
            StampRows.fault(connection, e.why(), now);
            return now;
          });
      return Optional.empty();
    }
  }
}
