import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CivicGrid over plain HTTP, with nothing but Java's own library (11 or newer):
 * {@code CIVIC_URL=https://12345.example.cn CIVIC_TOKEN=… CIVIC_OWN_TOKEN=… java CivicGrid.java}.
 *
 * <p>CIVIC_TOKEN is an access token that a resident let you have (authorization code with PKCE and PAR), CIVIC_OWN_TOKEN one
 * of your own (client credentials): any OpenID Connect library gets both from /oidc/.well-known/openid-configuration. Use a
 * JSON library of yours in place of {@code field} and {@code quoted}.
 */
public final class CivicGrid {
    /** The service said no. Act on the code, never on the words. */
    static final class Refused extends IOException {
        final String code;

        Refused(String code) {
            super(code);
            this.code = code;
        }
    }

    private static final int TRIES = 4;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String base;
    private final String token;

    CivicGrid(String url, String token) {
        this.base = url.replaceAll("/+$", "") + "/api/v1";
        this.token = token;
    }

    /** One operation; a command keeps its key over its tries, so that it is carried out once. */
    String call(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
        if (token != null) request.header("authorization", "Bearer " + token);
        if (method.equals("POST")) {
            request.header("content-type", "application/json").header("idempotency-key", UUID.randomUUID().toString());
            request.POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        } else {
            request.GET();
        }
        for (int attempt = 0; ; attempt++) {
            HttpResponse<String> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() < 400) return answer.body();
            boolean retryable = answer.body().contains("\"retryable\":true");
            if (!retryable || attempt == TRIES - 1) throw new Refused(field(answer.body(), "code"));
            String after = answer.headers().firstValue("retry-after").orElse(String.valueOf(1 << attempt));
            Thread.sleep(Duration.ofSeconds(Long.parseLong(after)).toMillis());
        }
    }

    /** The first text or number under this name. */
    static String field(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":(?:\"([^\"]*)\"|(-?[0-9.]+|true|false))").matcher(json);
        if (!found.find()) return "";
        return found.group(1) != null ? found.group(1) : found.group(2);
    }

    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    static String appeal(String category, String area, String text, String externalId) {
        return "{\"kind\":\"report\",\"category\":" + quoted(category) + ",\"text\":" + quoted(text)
                + ",\"place\":{\"areaCode\":" + quoted(area) + "},\"externalId\":" + quoted(externalId) + "}";
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String url = System.getenv("CIVIC_URL");
        CivicGrid anybody = new CivicGrid(url, null);
        CivicGrid resident = new CivicGrid(url, System.getenv("CIVIC_TOKEN"));
        CivicGrid own = new CivicGrid(url, System.getenv("CIVIC_OWN_TOKEN"));

        // The first category that asks for no photo, and the city itself for a place.
        String city = anybody.call("GET", "/city", null);
        Matcher leaf = Pattern.compile("\"code\":\"([^\"]+)\"(?:(?!\"code\").)*?\"report\"(?:(?!\"code\").)*?\"photoRequired\":false")
                .matcher(city);
        if (!leaf.find()) throw new IllegalStateException("every category asks for a photo");
        Matcher root = Pattern.compile("\"root\":\\{\"code\":\"([^\"]+)\"").matcher(city);
        if (!root.find()) throw new IllegalStateException("no city");
        String externalId = System.getenv().getOrDefault("CIVIC_EXTERNAL_ID", "JAVA-0001");

        // Your own number for it: sent again with the same words it is the same appeal.
        String body = appeal(leaf.group(1), root.group(1), "小区门口的路灯三天不亮了", externalId);
        String code = field(resident.call("POST", "/appeals", body), "code");
        if (!code.equals(field(resident.call("POST", "/appeals", body), "code")))
            throw new IllegalStateException("the same number made another appeal");

        String version = field(resident.call("GET", "/appeals/" + code, null), "version");
        resident.call("POST", "/appeals/" + code + "/supplements",
                "{\"expectedVersion\":" + version + ",\"text\":" + quoted("是北门,不是南门") + "}");

        // Keep the cursor where you keep what you have taken in, in one transaction.
        int seen = 0;
        String cursor = "";
        boolean more = true;
        while (more) {
            String query = cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
            String page = own.call("GET", "/changes?limit=100" + query, null);
            seen += page.split("\"sequence\":", -1).length - 1;
            cursor = field(page, "cursor");
            more = page.contains("\"more\":true");
        }
        System.out.println("{\"code\":" + quoted(code) + ",\"changes\":" + seen + "}");
    }
}
