FROM node:24-bookworm-slim AS build
WORKDIR /portal
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:24-bookworm-slim
WORKDIR /portal
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    DATA_DIR=/data
RUN mkdir /data && chown node:node /data
COPY --from=build /portal/package.json ./
COPY --from=build /portal/node_modules ./node_modules
COPY --from=build /portal/build ./build
COPY --from=build /portal/server/run.mjs /portal/server/build.mjs ./server/
COPY --from=build /portal/db/migrations ./db/migrations
COPY --from=build /portal/directory-data ./directory-data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/run.mjs", "start"]
