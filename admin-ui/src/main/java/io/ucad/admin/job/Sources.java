package io.ucad.admin.job;

import java.util.Optional;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds the images that versions were learned from. For the program itself, not for people. */
@Component
public class Sources {
  private final Jobs jobs;

  Sources(Jobs jobs) {
    this.jobs = jobs;
  }

  /**
   * The SHA-256 of an image that a task was learned from.
   *
   * @param version that the task was learned in
   * @param name of the image, as the task's memory has it
   * @return empty if the version was not learned here
   */
  @Transactional(readOnly = true)
  public Optional<String> content(int version, String task, String name) {
    return jobs.sources(version, task, name, PageRequest.of(0, 1)).stream().findFirst();
  }
}
