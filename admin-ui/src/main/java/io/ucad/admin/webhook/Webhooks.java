package io.ucad.admin.webhook;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Pageable;
import org.springframework.data.repository.Repository;

interface Webhooks extends Repository<Webhook, Long> {
  Webhook save(Webhook webhook);

  Optional<Webhook> findById(long id);

  List<Webhook> findAllByOrderById(Pageable page);

  List<Webhook> findAllByEnabledTrueOrderById();

  long count();

  void delete(Webhook webhook);
}
