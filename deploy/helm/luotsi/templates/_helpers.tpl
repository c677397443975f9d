{{- define "luotsi.labels" -}}
app.kubernetes.io/name: luotsi
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}
{{- define "luotsi.pod" -}}
automountServiceAccountToken: false
securityContext: {runAsNonRoot: true, runAsUser: 10001, seccompProfile: {type: RuntimeDefault}}
{{- end }}
{{- define "luotsi.container" -}}
image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
volumeMounts: [{name: tmp, mountPath: /tmp}]
{{- end }}
{{- define "luotsi.database" -}}
- {name: LUOTSI_DATABASE_URL, valueFrom: {secretKeyRef: {name: {{ .Values.secretName }}, key: databaseUrl}}}
- {name: LUOTSI_INSIGHT_URL, valueFrom: {secretKeyRef: {name: {{ .Values.secretName }}, key: insightUrl}}}
- {name: HOME, value: /tmp}
{{- end }}
