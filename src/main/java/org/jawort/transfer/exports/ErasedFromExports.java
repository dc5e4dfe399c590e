package org.jawort.transfer.exports;

import java.sql.SQLException;
import org.jawort.contact.AddressesErased;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Deletes all files of a tenant when somebody is erased who may stand in one: what is fetched after
 * an erasure must not bring them back (law 54).
 */
@Component
class ErasedFromExports {
  private final ExportRows rows;

  ErasedFromExports(ExportRows rows) {
    this.rows = rows;
  }

  @EventListener
  void erased(AddressesErased erased) throws SQLException {
    rows.endAll(erased.connection(), erased.tenant());
  }
}
