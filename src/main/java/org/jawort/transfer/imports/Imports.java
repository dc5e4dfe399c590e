package org.jawort.transfer.imports;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.group.CustomFields;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Spelling;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.job.Job;
import org.jawort.tenant.job.JobId;
import org.jawort.tenant.job.JobStartOutcome;
import org.jawort.tenant.job.Jobs;
import org.jawort.tenant.job.NewJob;
import org.jawort.transfer.file.FileException;
import org.jawort.transfer.file.FileShape;
import org.jawort.transfer.file.TableFile;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The door to imports: upload, map, check, run, undo. */
@Component
public class Imports {
  /** Most bytes of a file. */
  public static final long MOST_BYTES = 2L << 30;

  private static final int LONGEST_NAME = 200;

  private final Database database;
  private final ImportRows rows;
  private final ImportChunks chunks;
  private final CustomFields fields;
  private final Purposes purposes;
  private final Tenants tenants;
  private final Jobs jobs;
  private final ImportAsking asking;
  private final Ids ids;
  private final InstantSource clock;

  Imports(
      Database database,
      ImportRows rows,
      ImportChunks chunks,
      CustomFields fields,
      Purposes purposes,
      Tenants tenants,
      Jobs jobs,
      ImportAsking asking,
      Ids ids,
      InstantSource clock) {
    this.database = database;
    this.rows = rows;
    this.chunks = chunks;
    this.fields = fields;
    this.purposes = purposes;
    this.tenants = tenants;
    this.jobs = jobs;
    this.asking = asking;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Takes a file in and looks at all of it, in constant memory.
   *
   * @param name as it is called where it comes from
   * @param group into which its contacts are to come, or null
   */
  public UploadOutcome upload(
      TenantId tenant, Actor by, String name, @Nullable UUID group, InputStream in)
      throws IOException {
    var id = new ImportId(ids.next());
    begin(tenant, by, id, name);
    boolean kept = false;
    try {
      long size = chunks.take(tenant, id, in, MOST_BYTES);
      if (size < 0) {
        return new UploadOutcome.Refused("TOO_LARGE", List.of());
      }
      FileShape shape;
      try (TableFile file = TableFile.open(chunks.content(tenant, id))) {
        shape = file.look();
      }
      Mapping mapping = guess(tenant, shape).into(group);
      database.write(
          tenant,
          connection -> {
            rows.looked(connection, tenant, id, size, shape, mapping);
            return id;
          });
      kept = true;
      return new UploadOutcome.Taken(id);
    } catch (FileException e) {
      return new UploadOutcome.Refused(e.reason().name(), e.arguments());
    } finally {
      if (!kept) {
        database.write(tenant, connection -> rows.delete(connection, tenant, id));
      }
    }
  }

  private void begin(TenantId tenant, Actor by, ImportId id, String name) {
    String shown = Spelling.UNSEEN.matcher(TableFile.shortName(name)).replaceAll("").strip();
    String kept = shown.isEmpty() ? "contacts.csv" : shown;
    var begun =
        Import.begun(
            id, kept.substring(0, Math.min(kept.length(), LONGEST_NAME)), by, clock.instant());
    database.write(
        tenant,
        connection -> {
          rows.insert(connection, tenant, begun);
          return id;
        });
  }

  private Mapping guess(TenantId tenant, FileShape shape) {
    Mapping guessed =
        Mapping.guessed(
            MappingGuess.columns(shape, fields.all(tenant)),
            MappingGuess.dayFirst(shape),
            MappingGuess.statuses(shape),
            tenants.find(tenant).language().code());
    return guessed.hasEvidence() ? guessed.about(standard(tenant)) : guessed;
  }

  private @Nullable UUID standard(TenantId tenant) {
    return purposes(tenant).stream().findFirst().map(purpose -> purpose.id().value()).orElse(null);
  }

  /** Those that a file can say something about: consent to calls needs more than any file has. */
  public List<Purpose> purposes(TenantId tenant) {
    return purposes.all(tenant).stream()
        .filter(purpose -> purpose.archivedAt() == null && !purpose.profile().calls())
        .toList();
  }

  /** One of them; empty where the tenant has none of that id. */
  public Optional<Import> find(TenantId tenant, ImportId id) {
    return database.read(tenant, connection -> rows.find(connection, tenant, id));
  }

  /** The newest first. */
  public List<Import> page(TenantId tenant, Optional<UUID> before, int most) {
    return database.read(
        tenant, connection -> rows.page(connection, tenant, before.orElse(null), most));
  }

  /** Says anew what the columns become; what was checked by the mapping before is forgotten. */
  public boolean map(TenantId tenant, ImportId id, Mapping mapping) {
    return database.write(
        tenant,
        connection -> {
          Set<ImportState> open = EnumSet.of(ImportState.MAPPING, ImportState.CHECKED);
          boolean may = in(connection, tenant, id, open).isPresent();
          if (may) {
            rows.map(connection, tenant, id, mapping);
          }
          return may;
        });
  }

  private Optional<Import> in(
      Connection connection, TenantId tenant, ImportId id, Set<ImportState> states)
      throws SQLException {
    return rows.lock(connection, tenant, id).filter(found -> states.contains(found.state()));
  }

  /** Starts the dry run; false where it is not the time for it. */
  public boolean check(TenantId tenant, ImportId id) {
    return start(
        tenant, id, EnumSet.of(ImportState.MAPPING), ImportState.CHECKING, ImportJobs.CHECK);
  }

  /**
   * Starts the dry run by what was guessed, where nothing has to be asked.
   *
   * @return whether that is so
   */
  public boolean checkWhereClear(TenantId tenant, ImportId id) {
    return find(tenant, id).filter(Imports::isClear).isPresent() && check(tenant, id);
  }

  private static boolean isClear(Import one) {
    Mapping mapping = one.mapping();
    return mapping != null && mapping.hasAddress() && openDates(one).isEmpty();
  }

  /** The columns of dates of which nothing in the file says whether day or month comes first. */
  public static List<Integer> openDates(Import one) {
    FileShape shape = one.shape();
    Mapping mapping = one.mapping();
    if (shape == null || mapping == null) {
      return List.of();
    }
    return IntStream.range(0, shape.columns().size())
        .filter(i -> shape.columns().get(i).days().open() || shape.columns().get(i).days().mixed())
        .filter(i -> mapping.target(i).holdsDays() && !mapping.dayFirst().containsKey(i))
        .boxed()
        .toList();
  }

  /** Starts to take the rows over; false where it is not the time for it. */
  public boolean run(TenantId tenant, ImportId id) {
    return start(tenant, id, EnumSet.of(ImportState.CHECKED), ImportState.RUNNING, ImportJobs.RUN);
  }

  /**
   * Starts to take the rows over, and asks the group into which they come as soon as that is done;
   * false where it is not the time for it, or there is no group.
   */
  public boolean runAndAsk(TenantId tenant, ImportId id, AskingOrder order) {
    return database.write(
        tenant,
        connection -> {
          boolean hasGroup =
              rows.lock(connection, tenant, id)
                  .map(Import::mapping)
                  .filter(mapping -> mapping.group() != null)
                  .isPresent();
          boolean begun = hasGroup && run(tenant, id);
          if (begun) {
            asking.order(connection, tenant, id, order);
          }
          return begun;
        });
  }

  /** What became of the wish to ask its group; empty where nobody wished for it. */
  public Optional<ImportAsked> asked(TenantId tenant, ImportId id) {
    return asking.of(tenant, id);
  }

  /**
   * Starts to take back what was taken over, and asks nobody any more; false where that is not
   * possible any more.
   */
  public boolean undo(TenantId tenant, ImportId id) {
    Set<ImportState> ended = EnumSet.of(ImportState.DONE, ImportState.STOPPED);
    Optional<Import> held =
        find(tenant, id).filter(one -> one.state() == ImportState.RUNNING && one.job() != null);
    // One that is held up ends here.
    held.flatMap(one -> Optional.ofNullable(one.job()))
        .flatMap(job -> jobs.find(tenant, job))
        .filter(job -> job.state().canGoOn())
        .ifPresent(job -> jobs.stop(tenant, job.id()));
    boolean begun =
        find(tenant, id).filter(one -> one.canBeUndone(clock.instant())).isPresent()
            && start(tenant, id, ended, ImportState.UNDOING, ImportJobs.UNDO);
    if (begun) {
      asking.stop(tenant, id);
    }
    return begun;
  }

  /**
   * Holds up what is under way; what is held up already it ends for good.
   *
   * @return whether there was such
   */
  public boolean stop(TenantId tenant, ImportId id) {
    Optional<JobId> job = find(tenant, id).flatMap(one -> Optional.ofNullable(one.job()));
    return job.filter(one -> jobs.pause(tenant, one) || jobs.stop(tenant, one)).isPresent();
  }

  /** Goes on with what was held up, or failed; false where there is no such. */
  public boolean resume(TenantId tenant, ImportId id) {
    return find(tenant, id)
        .flatMap(one -> Optional.ofNullable(one.job()))
        .filter(job -> jobs.goOn(tenant, job))
        .isPresent();
  }

  /** The job that works on it, or did last; empty where none did. */
  public Optional<Job> job(TenantId tenant, Import of) {
    return Optional.ofNullable(of.job()).flatMap(job -> jobs.find(tenant, job));
  }

  private boolean start(
      TenantId tenant, ImportId id, Set<ImportState> from, ImportState to, String kind) {
    return database.write(
        tenant,
        connection -> {
          Optional<Import> found = in(connection, tenant, id, from);
          if (found.isEmpty()) {
            return false;
          }
          Import of = found.get();
          UUID staff = of.actor().kind() == Actor.Kind.STAFF ? of.actor().id() : null;
          var wanted =
              new NewJob(
                  kind,
                  staff,
                  of.total(),
                  Map.of(),
                  new ImportJobs.About(id.value()),
                  Map.of(),
                  id.toString());
          Instant now = clock.instant();
          return switch (jobs.start(tenant, wanted)) {
            case JobStartOutcome.Started(JobId job) -> {
              rows.begin(connection, tenant, id, to, job, now);
              yield true;
            }
            case JobStartOutcome.AlreadyOpen open -> false;
          };
        });
  }

  /** Throws one away that was not run, with its file; false where it was, or is being run. */
  public boolean discard(TenantId tenant, ImportId id) {
    return database.write(
        tenant,
        connection -> {
          Set<ImportState> open = EnumSet.of(ImportState.MAPPING, ImportState.CHECKED);
          boolean may = in(connection, tenant, id, open).isPresent();
          if (may) {
            rows.delete(connection, tenant, id);
          }
          return may;
        });
  }
}
