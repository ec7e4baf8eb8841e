# One image for every role: `--role=web`, `--role=worker`, and `node src/db/migrate.ts` before a release.
# Node runs the TypeScript as it is, so there is nothing to build and no development package inside.
FROM node:24-slim

WORKDIR /app
ENV NODE_ENV=production

# The packages node-linux-* bring a Node to machines that lack one; this image has its own (190 MB less).
# Other optional packages are native parts that are needed.
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
  && rm -rf node_modules/node-linux-* node_modules/.bin/node \
  && npm cache clean --force

COPY . .

# The spool of degraded answers and the snapshot of the lines; the only folder that is written to.
RUN mkdir /data && chown node:node /data
ENV DATA_DIR=/data

USER node
EXPOSE 3000 2525
CMD ["node", "src/main.ts", "--role=web"]
