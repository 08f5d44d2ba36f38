"""The shared store; knows no domain and no Streamlit."""
