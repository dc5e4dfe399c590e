package org.jawort.transfer.web;

import java.util.Optional;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.PageFault;
import org.jawort.platform.web.PathArgument;
import org.jawort.transfer.imports.Import;
import org.jawort.transfer.imports.ImportId;
import org.jawort.transfer.imports.Imports;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Hands a handler the import that its path names. */
@Component
class ImportArgument extends PathArgument<Import> {
  private final Imports imports;

  ImportArgument(@Lazy Imports imports) {
    super(Import.class);
    this.imports = imports;
  }

  @Override
  protected Optional<Import> find(TenantId tenant, Named named) {
    return imports.find(tenant, new ImportId(named.id("id")));
  }

  @Override
  protected PageFault missing() {
    return PageFault.notFound("import.missing")
        .leadingTo(TransferAddresses.IMPORTS, "import.title");
  }
}
