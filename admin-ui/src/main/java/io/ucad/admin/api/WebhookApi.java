package io.ucad.admin.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucad.admin.webhook.HookEvent;
import io.ucad.admin.webhook.WebhookForm;
import io.ucad.admin.webhook.WebhookRow;
import io.ucad.admin.webhook.WebhookService;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Webhooks: programs that are told what happens here. */
@RestController
@RequestMapping("/api/v1/webhooks")
@Tag(name = "webhooks")
class WebhookApi {
  private final WebhookService webhooks;

  WebhookApi(WebhookService webhooks) {
    this.webhooks = webhooks;
  }

  /** Webhooks, oldest first; secrets are not among what is told. */
  @GetMapping
  @PreAuthorize("hasRole('ADMIN')")
  public PageOf<ApiWebhook> list(
      @RequestParam(defaultValue = "0") @Min(0) @Max(PageOf.LAST) int page,
      @RequestParam(defaultValue = "50") @Min(1) @Max(PageOf.MOST) int size) {
    return PageOf.of(webhooks.list(page, size), ApiWebhook::of, page, size, webhooks.count());
  }

  /** Makes a webhook; the secret under which it signs is told once. */
  @PostMapping
  @PreAuthorize("hasRole('ADMIN')")
  public ResponseEntity<WebhookSecretOnce> create(@Valid @RequestBody NewWebhook wanted) {
    WebhookService.NewWebhook made =
        webhooks.create(
            new WebhookForm(
                wanted.label(),
                wanted.address(),
                wanted.events(),
                Objects.requireNonNullElse(wanted.links(), "")));
    return ResponseEntity.created(URI.create("/api/v1/webhooks/" + made.id()))
        .body(new WebhookSecretOnce(made.id(), made.secret()));
  }

  /** One webhook. */
  @GetMapping("/{webhook}")
  @PreAuthorize("hasRole('ADMIN')")
  public ApiWebhook get(@PathVariable long webhook) {
    return ApiWebhook.of(webhooks.get(webhook));
  }

  /** Changes a webhook, or switches it on or off; what is left out stays as it is. */
  @PatchMapping("/{webhook}")
  @PreAuthorize("hasRole('ADMIN')")
  public ApiWebhook change(@PathVariable long webhook, @Valid @RequestBody WebhookChange change) {
    WebhookRow before = webhooks.get(webhook);
    WebhookForm form = before.form();
    webhooks.change(
        webhook,
        new WebhookForm(
            Objects.requireNonNullElse(change.label(), form.label()),
            Objects.requireNonNullElse(change.address(), form.address()),
            Objects.requireNonNullElse(change.events(), form.events()),
            Objects.requireNonNullElse(change.links(), form.links())),
        Objects.requireNonNullElse(change.enabled(), before.enabled()));
    return ApiWebhook.of(webhooks.get(webhook));
  }

  /** Removes a webhook with all that is known of what was sent to it. */
  @DeleteMapping("/{webhook}")
  @PreAuthorize("hasRole('ADMIN')")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  public void remove(@PathVariable long webhook) {
    webhooks.remove(webhook);
  }

  /** Replaces the secret of a webhook; the new one is told once and signs from now on. */
  @PostMapping("/{webhook}/secret")
  @PreAuthorize("hasRole('ADMIN')")
  public WebhookSecretOnce renewSecret(@PathVariable long webhook) {
    return new WebhookSecretOnce(webhook, webhooks.renewSecret(webhook));
  }

  /** Sends a test, also to a webhook that is off; what came of it is told as its delivery. */
  @PostMapping("/{webhook}/test")
  @PreAuthorize("hasRole('ADMIN')")
  @ResponseStatus(HttpStatus.CREATED)
  public ApiDelivery test(@PathVariable long webhook) {
    return ApiDelivery.of(webhooks.test(webhook));
  }

  /** What was sent to a webhook in the last weeks, newest first. */
  @GetMapping("/{webhook}/deliveries")
  @PreAuthorize("hasRole('ADMIN')")
  public PageOf<ApiDelivery> deliveries(
      @PathVariable long webhook,
      @RequestParam(defaultValue = "0") @Min(0) @Max(PageOf.LAST) int page,
      @RequestParam(defaultValue = "50") @Min(1) @Max(PageOf.MOST) int size) {
    return PageOf.of(
        webhooks.deliveries(webhook, page, size),
        ApiDelivery::of,
        page,
        size,
        webhooks.countDeliveries(webhook));
  }

  /** Sends something once more, at once, under the id by which the receiver may know it. */
  @PostMapping("/{webhook}/deliveries/{delivery}/redeliver")
  @PreAuthorize("hasRole('ADMIN')")
  public ApiDelivery redeliver(@PathVariable long webhook, @PathVariable String delivery) {
    return ApiDelivery.of(webhooks.redeliver(webhook, delivery));
  }

  /**
   * A webhook to make.
   *
   * @param address https, or http within the plant
   * @param events all but TEST
   * @param links where people reach this program, so that what is sent can lead them there
   */
  record NewWebhook(
      @NotBlank @Size(max = 100) String label,
      @NotBlank @Size(max = 500) String address,
      @NotEmpty Set<HookEvent> events,
      @Nullable @Size(max = 300) String links) {}

  /** What is to be different about a webhook. */
  record WebhookChange(
      @Nullable @Size(max = 100) String label,
      @Nullable @Size(max = 500) String address,
      @Nullable Set<HookEvent> events,
      @Nullable @Size(max = 300) String links,
      @Nullable Boolean enabled) {}

  /** A secret that nobody can read again. */
  record WebhookSecretOnce(long id, String secret) {}
}
