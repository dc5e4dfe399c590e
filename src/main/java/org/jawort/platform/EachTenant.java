package org.jawort.platform;

import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is done for one tenant after the other: a fault of one is that tenant's own, and the
 * others are served all the same. It is told when all have had their turn, so that whoever looks at
 * the worker sees it. Where the database is away nobody can be served, and the rest is let be.
 */
public final class EachTenant {
  private static final Logger LOG = LoggerFactory.getLogger(EachTenant.class);

  private @Nullable Throwable first;

  /** Does the work for all of them, and throws the first fault at the end. */
  public static void run(Collection<TenantId> tenants, Consumer<TenantId> work) {
    var each = new EachTenant();
    tenants.forEach(tenant -> each.outlive(tenant, () -> work.accept(tenant)));
    each.tell();
  }

  /** Does something for one of them; its fault is kept until {@link #tell}. */
  public void outlive(TenantId tenant, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      if (e instanceof RuntimeException fault && DatabaseException.isAway(e)) {
        throw fault;
      }
      LOG.debug("tenant {}", tenant.value(), e);
      first = first == null ? e : first;
    }
  }

  /**
   * Throws the first fault, where there was one: a {@link RuntimeException} or an {@link Error}.
   */
  public void tell() {
    switch (first) {
      case RuntimeException fault -> throw fault;
      case Error fault -> throw fault;
      case null, default -> {}
    }
  }
}
