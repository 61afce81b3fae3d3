# One image for the three services and the command line: `docker run IMAGE ingest`, `… tail news.tagged.v1`, `… --help`.
# Both bases can be exchanged. The one that runs needs Java 17 or newer, glibc (RocksDB) and bash (the health check).
ARG BUILD_IMAGE=maven:3.9.11-eclipse-temurin-17
ARG BASE_IMAGE=eclipse-temurin:17-jre-noble

FROM ${BUILD_IMAGE} AS build
# `onnx` adds the engine for models of one's own.
ARG PROFILES=
WORKDIR /src
COPY . .
# Tests have run where the source comes from; the image only packages.
RUN mvn --batch-mode --no-transfer-progress --quiet ${PROFILES:+-P$PROFILES} -DskipTests package \
    && mkdir /dist && cp cli/target/lib/*.jar cli/target/depesche-cli-*.jar /dist/

FROM ${BASE_IMAGE}
# Written by hand because base images differ in their tools for users. The id is high so that it is nobody's on the host.
RUN echo 'depesche:x:10001:10001:Depesche:/var/lib/depesche:/bin/bash' >> /etc/passwd \
    && echo 'depesche:x:10001:' >> /etc/group \
    && mkdir -p /etc/depesche /var/lib/depesche \
    && chown 10001:10001 /var/lib/depesche
COPY LICENSE NOTICE /opt/depesche/
COPY --from=build /dist/ /opt/depesche/lib/
USER 10001:10001
ENV HTTP_PORT=8080 STATE_DIR=/var/lib/depesche
VOLUME /var/lib/depesche
EXPOSE 8080
# Alive, not ready: a service that waits for its partitions is well. No curl: base images drop it.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$HTTP_PORT && printf 'GET /livez HTTP/1.0\\r\\n\\r\\n' >&3 && read -r status <&3 && [[ $status == *' 200 '* ]]"]
# Java is process 1, so that SIGTERM reaches it and the service gives back what it holds.
# More JVM options by JDK_JAVA_OPTIONS.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "-cp", "/opt/depesche/lib/*", "io.depesche.cli.Depesche"]
CMD ["--help"]
