package org.jawort.tenant.job;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The kinds that this node can do; a newer node may have started others. */
@Component
class JobKinds {
  private final Map<String, JobKind> byName;

  JobKinds(List<JobKind> kinds) {
    this.byName = kinds.stream().collect(Collectors.toMap(JobKind::name, Function.identity()));
  }

  Set<String> names() {
    return byName.keySet();
  }

  Optional<JobKind> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
