# One image for web, worker and the commands beside them. docs/install.md says how it is used.
# What a container needs: DATABASE_URL, APP_URL, APP_SECRET, and a volume at /data for files.

FROM node:24.21.0-bookworm-slim AS build
WORKDIR /build
# The engine that Prisma's package would fetch is the one that is among the packages.
ENV NEXT_TELEMETRY_DISABLED=1 CHECKPOINT_DISABLE=1 PRISMA_SCHEMA_ENGINE_BINARY=/build/scripts/prisma-engine.mjs
COPY package.json package-lock.json ./
COPY scripts scripts
RUN npm ci --no-audit --no-fund
COPY . .
RUN node scripts/build.mjs && node scripts/image.mjs /app

FROM debian:bookworm-slim
COPY --from=build /usr/local/bin/node /usr/local/bin/node
COPY --from=build /app /app
# A volume is made with the owner that its folder has here: whom the container runs as.
RUN mkdir -p /data/files /backups && chown -R 10001:10001 /data /backups
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data FILES_DIR=/data/files MALLOC_ARENA_MAX=2
USER 10001:10001
EXPOSE 3000
VOLUME ["/data", "/backups"]
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Small rather than fast: npm run bench -- --only image says what web and worker take at rest.
ENTRYPOINT ["node", "--memory-saver-mode", "--max-semi-space-size=2", "scripts/in-image.mjs"]
CMD ["web"]
